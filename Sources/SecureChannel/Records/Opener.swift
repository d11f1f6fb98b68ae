import Crypto
import FoundationEssentials

/// Opens one direction's records in place; the first that is not the expected one ends it.
package struct Opener: ~Copyable {
  private var cipher: CipherState
  private var isEnded = false

  init(key: SymmetricKey, number: UInt64 = 0) {
    cipher = CipherState(key: key, number: number)
  }

  /// For who reads a recorded session with the keys that were written down, 32 bytes.
  package init(secret: [UInt8]) { self.init(key: SymmetricKey(data: secret)) }

  /// The key as it is now.
  var secret: [UInt8] { cipher.secret }

  /// Opens what follows the first `start` bytes; those stay, the buffer shrinks by the tag.
  package mutating func open(
    _ buffer: inout [UInt8], from start: Int = 0
  ) throws(SecureChannelError) {
    guard !isEnded else { throw .ended }
    precondition(start >= 0 && start <= buffer.count, "from \(start) of \(buffer.count) bytes")
    let plain: Data
    do throws(SecureChannelError) {
      let length = buffer.count - start
      guard length <= HandshakeState.maximumMessageBytes else {
        throw .messageTooLong(bytes: length, limitBytes: HandshakeState.maximumMessageBytes)
      }
      plain = try buffer.span.bytes.withUnsafeBytes { bytes throws(SecureChannelError) in
        try cipher.decrypt(UnsafeRawBufferPointer(rebasing: bytes[start...]), with: [])
      }
    } catch {
      isEnded = true
      throw error
    }
    buffer.replace(from: start, with: plain)
    if cipher.number % SealedRecord.recordsPerKey == 0 { cipher.rekey() }
  }
}
