/// Where the chunks of a file lie, and the key that opens them: for reading any part of it.
package struct SealedFile: Sendable {
  /// As much of a file's start as surely holds all that stands before the payload.
  package static let openingBytesMaximum = Header.bytesMaximum + PayloadKey.nonceBytes
  /// Opens the chunks by their numbers.
  package let key: PayloadKey
  /// Of the first chunk in the file, in bytes.
  package let payloadStart: Int
  /// Of the file unsealed.
  package let contentBytes: Int
  /// At least one.
  package let chunkCount: Int

  /// `opening` is the start of a file of `fileBytes`, up to `openingBytesMaximum` of it.
  package init(opening: [UInt8], fileBytes: Int, keys: [AgeKey]) throws(AgeError) {
    let header = try Header(opening)
    let start = header.text.count
    guard opening.count - start >= PayloadKey.nonceBytes else { throw .header(.truncated) }
    payloadStart = start + PayloadKey.nonceBytes
    key = PayloadKey(
      fileKey: try header.fileKey(with: keys), nonce: Array(opening[start..<payloadStart]))
    let payload = fileBytes - payloadStart
    let last = payload % PayloadKey.sealedChunkBytes
    guard payload >= PayloadKey.tagBytes, last == 0 || last >= PayloadKey.tagBytes else {
      throw .payload(.truncated, chunk: UInt64(max(0, payload) / PayloadKey.sealedChunkBytes))
    }
    chunkCount = (payload + PayloadKey.sealedChunkBytes - 1) / PayloadKey.sealedChunkBytes
    contentBytes = payload - chunkCount * PayloadKey.tagBytes
  }

  /// The bytes of one chunk in the file.
  package func place(of chunk: Int) -> Range<Int> {
    let start = payloadStart + chunk * PayloadKey.sealedChunkBytes
    let end = payloadStart + contentBytes + chunkCount * PayloadKey.tagBytes
    return start..<min(start + PayloadKey.sealedChunkBytes, end)
  }

  /// Writes one chunk, opened, to the start of `target`; returns its length.
  package func open(
    _ chunk: Int, _ sealed: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(AgeError) -> Int {
    try key.open(
      sealed, number: UInt64(chunk), isLast: chunk == chunkCount - 1, into: target)
  }

  /// How long a file becomes, its opening apart.
  package static func sealedBytes(of contentBytes: Int) -> Int {
    let chunks = max(1, (contentBytes + PayloadKey.chunkBytes - 1) / PayloadKey.chunkBytes)
    return contentBytes + chunks * PayloadKey.tagBytes
  }
}
