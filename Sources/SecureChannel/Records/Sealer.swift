import Crypto
import FoundationEssentials

/// The sizes of a sealed record, and how often its key changes.
package enum SealedRecord {
  /// What sealing adds.
  package static let overheadBytes = CipherState.tagBytes
  /// The most bytes that one record carries.
  package static let maximumPlainBytes = HandshakeState.maximumMessageBytes - overheadBytes
  /// After so many records of a direction both ends take the next key: 1 GiB of full ones.
  package static let recordsPerKey: UInt64 = 16_384
}

/// Seals one direction's records in place; numbers are implicit, so order is part of the proof.
package struct Sealer: ~Copyable {
  private var cipher: CipherState
  private var isEnded = false

  init(key: SymmetricKey, number: UInt64 = 0) {
    cipher = CipherState(key: key, number: number)
  }

  /// The key as it is now.
  var secret: [UInt8] { cipher.secret }

  /// Seals what follows the first `start` bytes; those stay, the buffer grows by the tag.
  package mutating func seal(
    _ buffer: inout [UInt8], from start: Int = 0
  ) throws(SecureChannelError) {
    guard !isEnded else { throw .ended }
    precondition(start >= 0 && start <= buffer.count, "from \(start) of \(buffer.count) bytes")
    let length = buffer.count - start
    guard length <= SealedRecord.maximumPlainBytes else {
      throw .messageTooLong(bytes: length, limitBytes: SealedRecord.maximumPlainBytes)
    }
    let sealed: Data
    do throws(SecureChannelError) {
      sealed = try buffer.span.bytes.withUnsafeBytes { bytes throws(SecureChannelError) in
        try cipher.encrypt(UnsafeRawBufferPointer(rebasing: bytes[start...]), with: [])
      }
    } catch {
      isEnded = true
      throw error
    }
    buffer.replace(from: start, with: sealed)
    if cipher.number % SealedRecord.recordsPerKey == 0 { cipher.rekey() }
  }
}

extension [UInt8] {
  /// Cuts what follows `start` and puts the bytes there, in the room that the array has.
  mutating func replace(from start: Int, with bytes: Data) {
    let end = start + bytes.count
    if end < count { removeLast(count - end) }
    if end > count { append(contentsOf: repeatElement(0, count: end - count)) }
    withUnsafeMutableBytes { room in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: room[start...]).copyMemory(from: $0)
      }
    }
  }
}
