package import SealedChannel
package import SecureChannel

/// Who the judging host is, and where its last session with the pocket ended.
package struct HostParty {
  static let name = "conformance"

  let ring: any KeyRing
  let printedKey: PrintedKey?
  /// Shows a person the digits; true where the pocket shows the same ones.
  let ask: (String) -> Bool

  /// A host with these keys; the printed key of the pocket, or somebody who compares digits.
  package init(ring: any KeyRing, printedKey: PrintedKey?, ask: @escaping (String) -> Bool) {
    self.ring = ring
    self.printedKey = printedKey
    self.ask = ask
  }

  /// The judge's own farm, the same as long as its key is.
  static func identity(of key: StaticKey) -> EndIdentity {
    let id = Array(LabelledDigest.hash("conformance", key.publicKey.bytes).prefix(16))
    do throws(SecureChannelError) {
      return try EndIdentity(id: id, name: name)
    } catch { preconditionFailure("\(error)") }
  }

  /// What is kept of a pocket; nil for one that was never paired.
  func known(_ key: PublicKey) throws -> KnownPeer? {
    try keys().book.peers.first { $0.key == key && !$0.isRetired }
  }

  func keys() throws -> Keys {
    do throws(KeyFileError) { return try ring.keys() } catch {
      throw Obstacle.line("\(error)")
    }
  }

  func keep(_ peer: KnownPeer) throws {
    do throws(KeyFileError) { try ring.change { $0.keepPaired(peer) } } catch {
      throw Obstacle.line("\(error)")
    }
  }
}
