import Age

/// Takes the content of a new file in order; writes it as it is, or sealed.
final class ContentWriter {
  private final class Sealing {
    var sealer: Sealer
    let chunk = Buffer(bytes: PayloadKey.chunkBytes)
    var filled = 0
    let sealed = Buffer(bytes: PayloadKey.sealedChunkBytes)

    init(_ sealer: consuming Sealer) { self.sealer = sealer }
  }

  private let file: OpenFile
  private var proof = FileProof()
  private let sealing: Sealing?
  private let openingBytes: Int
  private var reserve: ClusterReserve
  private var expectedBytes: Int?
  private var contentBytes = 0

  /// `expected` is how much content will come, nil where nobody knows.
  init(
    _ file: OpenFile, for recipient: Recipient?, expected: Int? = nil
  ) throws(BackupError) {
    self.file = file
    reserve = ClusterReserve(file)
    guard let recipient else {
      openingBytes = 0
      sealing = nil
      expectedBytes = expected
      return
    }
    let sealer = try SealFault.wrapped(file.path) { () throws(AgeError) in
      try Sealer(to: [recipient])
    }
    let opening = sealer.opening
    openingBytes = opening.count
    sealing = Sealing(sealer)
    expectedBytes = expected.map(bytes(after:))
    try opening.withUnsafeBufferPointer { bytes throws(BackupError) in
      try write(UnsafeRawBufferPointer(bytes))
    }
  }

  /// How long the file becomes if so many bytes of content are all that still comes.
  func bytes(after count: Int) -> Int {
    let content = contentBytes + count
    return sealing == nil ? content : openingBytes + SealedFile.sealedBytes(of: content)
  }

  func append(_ content: UnsafeRawBufferPointer) throws(BackupError) {
    contentBytes += content.count
    guard let sealing else { return try write(content) }
    var rest = content
    while !rest.isEmpty {
      // Only now is it known that a whole chunk is not the last one.
      if sealing.filled == PayloadKey.chunkBytes { try seal(sealing, isLast: false) }
      let count = min(rest.count, PayloadKey.chunkBytes - sealing.filled)
      let start = sealing.filled
      UnsafeMutableRawBufferPointer(rebasing: sealing.chunk.all[start..<start + count])
        .copyMemory(from: rest.sub(0..<count))
      sealing.filled += count
      rest = rest.sub(count..<rest.count)
    }
  }

  /// Brings the file to the device as far as the device tells.
  func finish(name: String) throws(BackupError) -> FileRecord {
    if let sealing { try seal(sealing, isLast: true) }
    try reserve.finish(bytes: proof.bytes)
    try file.synchronize()
    file.dropCache()
    return proof.record(name: name)
  }

  private func seal(_ sealing: Sealing, isLast: Bool) throws(BackupError) {
    let count = sealing.sealer.seal(
      sealing.chunk.bytes(sealing.filled), isLast: isLast, into: sealing.sealed.all)
    sealing.filled = 0
    try write(sealing.sealed.bytes(count))
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(BackupError) {
    let before = proof.bytes
    try reserve.grow(to: before + bytes.count, expected: expectedBytes)
    try file.write(bytes, at: before)
    proof.add(bytes)
    let segment = FileProof.segmentBytes
    if proof.bytes / segment > before / segment {
      file.startWriting(from: (proof.bytes / segment - 1) * segment, bytes: segment)
    }
  }
}

/// A fault of sealing or opening as one of the copy.
enum SealFault {
  static func wrapped<Value: ~Copyable>(
    _ file: String, _ body: () throws(AgeError) -> Value
  ) throws(BackupError) -> Value {
    do throws(AgeError) {
      return try body()
    } catch {
      throw .fileDamaged(file: file, segment: nil)
    }
  }
}
