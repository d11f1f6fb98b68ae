import SecureChannel

/// The same identities and keys in every run, so that an input means the same each time.
enum Cast {
  static let pcKey = key(1)
  static let pocketKey = key(2)
  static let pc = identity(1, "Ferme du Moulin")
  static let pocket = identity(2, "Pocket de Jean")
  static let prologue = Array("pocket-sync secure channel".utf8)
  static let continuity = continuity(7)

  private static func key(_ byte: UInt8) -> StaticKey {
    do { return try StaticKey(secret: Array(repeating: byte, count: 32)) } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func identity(_ byte: UInt8, _ name: String) -> EndIdentity {
    do { return try EndIdentity(id: Array(repeating: byte, count: 16), name: name) } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func continuity(_ byte: UInt8) -> Continuity {
    do {
      return try Continuity(sessions: 3, secret: Array(repeating: byte, count: 32))
    } catch { preconditionFailure("\(error)") }
  }

  /// Who this end knows: nobody, the peer, the peer retired, or another by its name.
  static func book(_ choice: UInt8, key: StaticKey, identity: EndIdentity) -> PeerBook {
    var peer = KnownPeer(key: key.publicKey, identity: identity, continuity: continuity)
    switch choice & 3 {
    case 0: return PeerBook()
    case 1: return PeerBook(peers: [peer], attempts: 0)
    case 2:
      peer.isRetired = true
      return PeerBook(peers: [peer], attempts: 0)
    default:
      let other = KnownPeer(
        key: StaticKey().publicKey, identity: identity, continuity: continuity)
      return PeerBook(peers: [other], attempts: 0)
    }
  }

  static let printedKey = {
    guard let key = PrintedKey(text: PrintedKey().text) else { preconditionFailure("no key") }
    return key
  }()

  /// An identity as it goes over the line.
  static func encoded(_ identity: EndIdentity) -> [UInt8] {
    identity.id + [UInt8(identity.name.utf8.count)] + Array(identity.name.utf8)
  }
}

/// One hostile message: bytes of the script as they are, or sound with a payload of the script.
struct HostileStep {
  var isRaw: Bool
  var bytes: [UInt8]

  init(_ script: inout Script) {
    isRaw = script.flag()
    bytes = script.piece()
  }

  /// Sealed, so that the other end opens it and must look at what is in it.
  func message(_ sealer: inout Sealer) -> [UInt8] {
    var message = bytes
    if !isRaw { try? sealer.seal(&message) }
    return message
  }
}
