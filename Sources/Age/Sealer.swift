import Crypto

/// Seals one new file: first its opening, then chunk after chunk; a copy would use numbers twice.
package struct Sealer: ~Copyable {
  /// Header and nonce: the first bytes of the file.
  package let opening: [UInt8]
  private let key: PayloadKey
  private var number: UInt64 = 0
  private var isEnded = false

  /// Anyone who holds the identity of one of the recipients can open it.
  package init(to recipients: [Recipient]) throws(AgeError) {
    precondition(!recipients.isEmpty, "a file that nobody can open")
    let fileKey = FileKey()
    self.init(
      fileKey,
      stanzas: try recipients.map { recipient throws(AgeError) in
        try X25519.stanza(fileKey, for: recipient)
      })
  }

  /// Whoever knows the passphrase can open it; takes 256 MiB and about a second.
  package init(passphrase: String) throws(AgeError) {
    try self.init(passphrase: passphrase, exponent: Scrypt.exponent)
  }

  init(passphrase: String, exponent: Int) throws(AgeError) {
    let fileKey = FileKey()
    self.init(
      fileKey,
      stanzas: [try Scrypt.stanza(fileKey, passphrase: passphrase, exponent: exponent)])
  }

  private init(_ fileKey: FileKey, stanzas: [Stanza]) {
    let nonce = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    opening = Header(stanzas: stanzas, fileKey: fileKey).text + nonce
    key = PayloadKey(fileKey: fileKey, nonce: nonce)
  }

  /// Every chunk but the last is whole; the last is empty only where the file is.
  package mutating func seal(
    _ chunk: UnsafeRawBufferPointer, isLast: Bool, into target: UnsafeMutableRawBufferPointer
  ) -> Int {
    precondition(!isEnded, "a chunk after the last one")
    precondition(
      isLast ? number == 0 || !chunk.isEmpty : chunk.count == PayloadKey.chunkBytes,
      "chunk \(number) of \(chunk.count) bytes")
    let bytes = key.seal(chunk, number: number, isLast: isLast, into: target)
    number += 1
    isEnded = isLast
    return bytes
  }

  /// A whole small file.
  package static func file(
    _ plain: [UInt8], sealer: consuming Sealer
  ) -> [UInt8] {
    var file = sealer.opening
    var target = [UInt8](repeating: 0, count: PayloadKey.sealedChunkBytes)
    var start = 0
    repeat {
      let end = min(start + PayloadKey.chunkBytes, plain.count)
      let bytes = plain[start..<end].withUnsafeBytes { chunk in
        target.withUnsafeMutableBytes { room in
          sealer.seal(chunk, isLast: end == plain.count, into: room)
        }
      }
      file += target.prefix(bytes)
      start = end
    } while start < plain.count
    return file
  }
}
