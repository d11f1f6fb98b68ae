import Age
import Crypto
import Glibc
import Records

/// Sees to it that the passphrase's way to the key lies on the medium before a generation needs it.
struct SealPublication {
  private static let attemptsMaximum = 100
  static let fileBytesMaximum = 64 << 10

  let folder: MediumFolder
  let key: CopyKey?

  /// Nil where nothing is sealed. Another passphrase makes another file; a damaged one is left.
  func record() throws(BackupError) -> SealRecord? {
    guard let key else { return nil }
    let mark = Hexadecimal.encode(SHA256.hash(data: key.wrapped).prefix(4))
    for attempt in 0..<Self.attemptsMaximum {
      let name = StoreNames.identity(mark, attempt: attempt)
      if try folder.exists(name) {
        let there = try? folder.bytes(of: name, maximum: Self.fileBytesMaximum)
        guard there == key.wrapped else { continue }
      } else {
        try WholeFile.write(key.wrapped, to: folder, as: name)
      }
      var proof = FileProof()
      key.wrapped.withUnsafeBytes { proof.add($0) }
      return SealRecord(
        recipient: key.identity.recipient.text, identityFile: proof.record(name: name))
    }
    throw .io(path: StoreNames.identity(mark, attempt: 0), errno: EEXIST)
  }
}

extension Store {
  /// The sealed identity of a generation, proven to be the one that was written.
  package func identityFile(_ seal: SealRecord) throws(BackupError) -> [UInt8] {
    let name = seal.identityFile.name
    let bytes = try folder.bytes(of: name, maximum: SealPublication.fileBytesMaximum)
    var proof = FileProof()
    bytes.withUnsafeBytes { proof.add($0) }
    guard proof.record(name: name) == seal.identityFile else {
      throw .fileDamaged(file: name, segment: nil)
    }
    return bytes
  }
}
