import Records

/// Takes the bytes of a file in order and makes its record: whole hash and hash of each segment.
struct FileProof {
  static let segmentBytes = 8 << 20
  static let segmentHashBytes = 16

  private(set) var bytes = 0
  private var whole = RunningHash()
  private var segment = RunningHash()
  private var segments: [String] = []

  mutating func add(_ piece: UnsafeRawBufferPointer) {
    whole.add(piece)
    var rest = piece
    while !rest.isEmpty {
      let room = Self.segmentBytes - bytes % Self.segmentBytes
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(room))
      segment.add(part)
      bytes += part.count
      if bytes.isMultiple(of: Self.segmentBytes) { closeSegment() }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
    }
  }

  private mutating func closeSegment() {
    segments.append(Hexadecimal.encode(segment.digest().prefix(Self.segmentHashBytes)))
    segment = RunningHash()
  }

  func record(name: String) -> FileRecord {
    var last = self
    if !bytes.isMultiple(of: Self.segmentBytes) { last.closeSegment() }
    return FileRecord(
      name: name, bytes: bytes, sha256: Hexadecimal.encode(whole.digest()),
      segments: last.segments)
  }
}
