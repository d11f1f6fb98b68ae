import Foundation
import Transport

/// The file: a header, then an entry after the other; all numbers little-endian.
extension Recording {
  static let magic = Array("PKTSESSN".utf8)
  static let version: UInt8 = 1
  static let headerBytes = 21
  static let headBytes = 13
  static let checksumBytes = 4
  /// Messages of the protocol are no longer.
  static let messageMaximumBytes = 1 << 20
  /// What is told as JSON.
  static let textMaximumBytes = 1 << 20
  /// A packed file of the farm.
  static let packedMaximumBytes = 128 << 20
  /// More happens in no session.
  static let entriesMaximum = 1 << 20
  /// No clock of a PC shows more, nor lasts a session so long: some 35,000 years.
  static let timeMaximumMilliseconds: UInt64 = 1 << 50
  /// A whole recording; longer files are not looked into.
  package static let fileMaximumBytes = 256 << 20

  /// The first bytes of a file.
  package static func header(startedMilliseconds: UInt64) -> [UInt8] {
    sealed(magic + [version] + bytes(startedMilliseconds, 8))
  }

  /// The whole file.
  package func encoded() throws(RecordingError) -> [UInt8] {
    var file = Self.header(startedMilliseconds: startedMilliseconds)
    for entry in entries { file += try entry.encoded() }
    return file
  }

  /// Reads a file's bytes; every length is checked before anything is copied.
  package init(decoding bytes: [UInt8]) throws(RecordingError) {
    guard bytes.count >= Self.headerBytes, bytes.starts(with: Self.magic) else {
      throw .notRecording
    }
    guard bytes[8] == Self.version else { throw .version(bytes[8]) }
    guard Self.isSound(bytes[0..<Self.headerBytes]) else { throw .damaged(atByte: 0) }
    self.init(startedMilliseconds: Self.number(bytes[9..<17]), entries: [])
    guard startedMilliseconds <= Self.timeMaximumMilliseconds else { throw .damaged(atByte: 0) }
    var place = Self.headerBytes
    var seen: Set<UInt8> = []
    while place < bytes.count {
      guard entries.count < Self.entriesMaximum else { throw .overLimit(atByte: place) }
      // Of what unpacks to a farm there is one: a small file must not fill the memory.
      let kind = bytes[place]
      guard !RecordedStep.isSingle(kind) || seen.insert(kind).inserted else {
        throw .damaged(atByte: place)
      }
      entries.append(try Self.entry(bytes, &place))
    }
  }

  private static func entry(
    _ bytes: [UInt8], _ place: inout Int
  ) throws(RecordingError) -> Entry {
    let start = place
    guard bytes.count - start >= headBytes else { throw .torn(atByte: start) }
    let kind = bytes[start]
    let length = Int(number(bytes[(start + 9)..<(start + 13)]))
    let microseconds = number(bytes[(start + 1)..<(start + 9)])
    guard let maximum = RecordedStep.maximumBytes(kind),
      microseconds / 1_000 <= timeMaximumMilliseconds
    else { throw .damaged(atByte: start) }
    guard length <= maximum else { throw .overLimit(atByte: start) }
    let end = start + headBytes + length + checksumBytes
    guard end <= bytes.count else { throw .torn(atByte: start) }
    guard isSound(bytes[start..<end]) else { throw .damaged(atByte: start) }
    let content = bytes[(start + headBytes)..<(end - checksumBytes)]
    guard let step = RecordedStep(kind: kind, content) else { throw .damaged(atByte: start) }
    place = end
    return Entry(microseconds: microseconds, step: step)
  }

  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    bytes + Self.bytes(UInt64(TraceChecksum.of(bytes[...])), 4)
  }

  private static func isSound(_ bytes: ArraySlice<UInt8>) -> Bool {
    number(bytes.suffix(checksumBytes)) == UInt64(TraceChecksum.of(bytes.dropLast(checksumBytes)))
  }

  static func bytes(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }

  static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    for (index, byte) in bytes.enumerated() { value |= UInt64(byte) << UInt64(8 * index) }
    return value
  }
}

extension Recording.Entry {
  /// The entry's bytes in a file.
  package func encoded() throws(RecordingError) -> [UInt8] {
    let (kind, content) = try step.packed()
    guard let maximum = RecordedStep.maximumBytes(kind), content.count <= maximum else {
      throw .overLimit(atByte: 0)
    }
    return Recording.sealed(
      [kind] + Recording.bytes(microseconds, 8) + Recording.bytes(UInt64(content.count), 4)
        + content)
  }
}
