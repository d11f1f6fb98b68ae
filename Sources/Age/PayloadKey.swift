import Crypto
import FoundationEssentials

/// Seals and opens the chunks of one file's payload, in order or by number.
package struct PayloadKey: Sendable {
  /// Of a chunk, unsealed; only the last one is shorter.
  package static let chunkBytes = 64 << 10
  /// What sealing adds to a chunk.
  package static let tagBytes = 16
  /// Between header and first chunk.
  package static let nonceBytes = 16
  /// Of a whole chunk as it stands in the file.
  package static let sealedChunkBytes = chunkBytes + tagBytes
  static let cipherNonceBytes = 12

  private let key: SymmetricKey

  init(fileKey: FileKey, nonce: [UInt8]) {
    precondition(nonce.count == Self.nonceBytes, "a nonce of \(nonce.count) bytes")
    key = fileKey.derive(salt: nonce, info: "payload")
  }

  /// Writes chunk and tag to the start of `target`; returns their length.
  package func seal(
    _ plain: UnsafeRawBufferPointer, number: UInt64, isLast: Bool,
    into target: UnsafeMutableRawBufferPointer
  ) -> Int {
    let bytes = plain.count + Self.tagBytes
    precondition(
      plain.count <= Self.chunkBytes && bytes <= target.count,
      "\(plain.count) bytes in a chunk for \(target.count)")
    do {
      let nonce = try ChaChaPoly.Nonce(data: Self.nonce(number, isLast: isLast))
      let box = try ChaChaPoly.seal(plain, using: key, nonce: nonce)
      box.combined.dropFirst(Self.cipherNonceBytes).withUnsafeBytes { target.copyMemory(from: $0) }
    } catch {
      preconditionFailure("\(plain.count) bytes were not sealed: \(error)")
    }
    return bytes
  }

  /// Writes the plain bytes of one sealed chunk to the start of `target`; returns their length.
  package func open(
    _ sealed: UnsafeRawBufferPointer, number: UInt64, isLast: Bool,
    into target: UnsafeMutableRawBufferPointer
  ) throws(AgeError) -> Int {
    let bytes = sealed.count - Self.tagBytes
    guard bytes >= 0, bytes <= Self.chunkBytes else { throw .payload(.truncated, chunk: number) }
    guard bytes > 0 || number == 0 else { throw .payload(.emptyLastChunk, chunk: number) }
    precondition(bytes <= target.count, "\(bytes) bytes of a chunk for \(target.count)")
    var combined = Data(capacity: Self.cipherNonceBytes + sealed.count)
    combined.append(contentsOf: Self.nonce(number, isLast: isLast))
    combined.append(contentsOf: sealed)
    guard let box = try? ChaChaPoly.SealedBox(combined: combined),
      let plain = try? ChaChaPoly.open(box, using: key)
    else { throw .payload(.notAuthentic, chunk: number) }
    plain.withUnsafeBytes { target.copyMemory(from: $0) }
    return bytes
  }

  /// Eleven bytes of counter, big-endian, then 1 for the last chunk.
  private static func nonce(_ number: UInt64, isLast: Bool) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: cipherNonceBytes)
    for index in 0..<8 { bytes[10 - index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    bytes[11] = isLast ? 1 : 0
    return bytes
  }
}
