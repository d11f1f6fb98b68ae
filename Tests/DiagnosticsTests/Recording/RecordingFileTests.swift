import Records
import Testing

@testable import Diagnostics

struct RecordingFileTests {
  static let sample = Recording(
    startedMilliseconds: 1_779_381_600_000,
    entries: [
      .init(microseconds: 0, step: .facts(RecordingFacts(program: "test", isMasked: true))),
      .init(microseconds: 0, step: .schema([1, 2, 3])),
      .init(microseconds: 0, step: .database(Array(repeating: 7, count: 4_000))),
      .init(microseconds: 0, step: .ledger([])),
      .init(microseconds: 5, step: .drawn(.max - 1)),
      .init(microseconds: 9, step: .began(device: RowID(high: 1, low: 2))),
      .init(microseconds: 9, step: .began(device: nil)),
      .init(microseconds: 12, step: .sent([8, 0])),
      .init(microseconds: 30, step: .received([])),
      .init(microseconds: 31, step: .silence),
      .init(microseconds: 40, step: .fault(.receive, error: Array("{}".utf8))),
      .init(microseconds: 40, step: .event(Array("{}".utf8))),
      .init(microseconds: 50, step: .verdict(Array("{}".utf8))),
      .init(microseconds: 50, step: .outcome(Array("{}".utf8))),
    ])

  @Test func `a recording comes back from its bytes as it was`() throws {
    let bytes = try Self.sample.encoded()
    #expect(try Recording(decoding: bytes) == Self.sample)
    #expect(Self.sample.facts?.isMasked == true)
    #expect(Self.sample.draws == [.max - 1])
    #expect(Self.sample.messages.map(\.isFromPocket) == [false, true])
  }

  @Test func `a cut anywhere is told with its place, and a cut between two entries ends sooner`()
    throws
  {
    let bytes = try Self.sample.encoded()
    var ends: [Int: Int] = [:]
    var place = Recording.headerBytes
    for (index, entry) in Self.sample.entries.enumerated() {
      ends[place] = index
      place += try entry.encoded().count
    }
    for count in 0..<bytes.count {
      do throws(RecordingError) {
        let read = try Recording(decoding: Array(bytes[..<count]))
        #expect(ends[count] == read.entries.count)
      } catch .notRecording {
        #expect(count < Recording.headerBytes)
      } catch .torn(let start) {
        #expect(ends[start] != nil && start < count)
      }
    }
  }

  @Test func `a flipped bit anywhere is found`() throws {
    let bytes = try Self.sample.encoded()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(throws: RecordingError.self, "byte \(index)") { try Recording(decoding: changed) }
    }
  }

  @Test func `a later format is named before anything else of it is read`() throws {
    var bytes = try Self.sample.encoded()
    bytes[8] = 2
    #expect(throws: RecordingError.version(2)) { try Recording(decoding: bytes) }
  }

  @Test func `a length above the limit of its kind is refused, whatever follows`() throws {
    let header = Recording.header(startedMilliseconds: 0)
    let entry = [UInt8(11)] + Recording.bytes(0, 8) + Recording.bytes(1 << 20 + 1, 4)
    #expect(throws: RecordingError.overLimit(atByte: 21)) {
      try Recording(decoding: header + entry)
    }
    let most = [UInt8(11)] + Recording.bytes(0, 8) + Recording.bytes(1 << 20, 4)
    #expect(throws: RecordingError.torn(atByte: 21)) { try Recording(decoding: header + most) }
  }

  @Test func `of a farm's file there is one, so that a small recording fills no memory`() throws {
    let entry = Recording.Entry(microseconds: 0, step: .database(Array(repeating: 7, count: 4_000)))
    let one = try entry.encoded()
    let header = Recording.header(startedMilliseconds: 0)
    #expect(try Recording(decoding: header + one).entries.count == 1)
    #expect(throws: RecordingError.damaged(atByte: 21 + one.count)) {
      try Recording(decoding: header + one + one)
    }
  }

  @Test func `a time that no clock shows is refused, whoever wrote it`() throws {
    let most = Recording.timeMaximumMilliseconds
    #expect(try Recording(decoding: Recording.header(startedMilliseconds: most)).entries == [])
    for milliseconds in [most + 1, .max] {
      #expect(throws: RecordingError.damaged(atByte: 0)) {
        try Recording(decoding: Recording.header(startedMilliseconds: milliseconds))
      }
      let late = Recording.Entry(microseconds: .max, step: .silence)
      #expect(throws: RecordingError.damaged(atByte: 21)) {
        try Recording(decoding: Recording.header(startedMilliseconds: 0) + late.encoded())
      }
    }
  }

  @Test func `a packed file that claims another length than its frame is none`() throws {
    let packed = try Packing.pack([1, 2, 3])
    #expect(Packing.unpack(packed) == [1, 2, 3])
    for length in [2, 4, UInt64(Packing.plainMaximumBytes) + 1, .max] {
      #expect(Packing.unpack(Recording.bytes(length, 8) + packed[8...]) == nil)
    }
  }

  @Test func `a writer makes a new file that its owner alone may read`() throws {
    let folder = try Scratch()
    let path = folder.path + "/a.pks"
    let writer = try RecordingWriter(path: path, startedMilliseconds: 1)
    for entry in Self.sample.entries { try writer.append(entry) }
    try writer.finish()
    let bytes = try folder.bytes("a.pks")
    #expect(try Recording(decoding: bytes).entries == Self.sample.entries)
    #expect(try folder.mode("a.pks") == 0o600)
    #expect(throws: RecordingError.self) {
      try RecordingWriter(path: path, startedMilliseconds: 1)
    }
    withExtendedLifetime(folder) {}
  }
}
