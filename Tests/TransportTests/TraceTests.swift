import Foundation
import SocketTransport
import Testing

@testable import Transport

@Suite struct TraceTests {
  private let trace = Trace(
    startedMilliseconds: 1_700_000_000_000,
    records: [
      .init(direction: .sent, microseconds: 5, bytes: Array("ask".utf8)),
      .init(direction: .received, microseconds: 90, bytes: Array("answer".utf8)),
      .init(direction: .sent, microseconds: 1 << 40, bytes: [0, 255]),
      .init(direction: .received, microseconds: 1 << 41, bytes: [7]),
    ])

  @Test func `the first bytes of a trace stay as documented`() {
    let header =
      Array("PKTTRACE".utf8) + [1, 0, 0x68, 0xE5, 0xCF, 0x8B, 1, 0, 0]
    #expect(Array(trace.encoded.prefix(17)) == header)
    let record: [UInt8] = [0, 5, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0] + Array("ask".utf8)
    #expect(Array(trace.encoded[21..<37]) == record)
    #expect(TraceChecksum.of(Array("123456789".utf8)[...]) == 0xE306_9283)
  }

  @Test func `a trace comes back, and at every length a torn one gives its whole records`() throws {
    let bytes = trace.encoded
    #expect(try Trace(decoding: bytes) == trace)
    var ends = [21]
    for record in trace.records { ends.append(ends[ends.count - 1] + 17 + record.bytes.count) }
    for length in 21..<bytes.count {
      let torn = try Trace(decoding: Array(bytes.prefix(length)))
      let whole = ends.filter { $0 <= length }.count - 1
      #expect(torn.records == Array(trace.records.prefix(whole)))
      #expect(torn.isTorn == !ends.contains(length))
    }
    for length in 0..<21 {
      #expect(throws: TransportError.notTrace) {
        try Trace(decoding: Array(bytes.prefix(length)))
      }
    }
  }

  @Test func `a wrong bit anywhere is found`() throws {
    let bytes = trace.encoded
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      let read = try? Trace(decoding: damaged)
      #expect(read == nil || read?.isTorn == true && read != trace, "byte \(index)")
    }
  }

  @Test func `a recording on disk replays, and a replay says where the host left it`() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (inner, device) = try SocketTransport.pair()
    let recording = try RecordingTransport(over: inner, to: path, startedMilliseconds: 77)
    _ = try recording.send([1, 2, 3], timeoutMilliseconds: 100)
    _ = try device.send([9, 8], timeoutMilliseconds: 100)
    #expect(try recording.receive(maximumBytes: 5, timeoutMilliseconds: 1000) == [9, 8])
    recording.close()
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    let read = try Trace(decoding: bytes)
    #expect(read.startedMilliseconds == 77)
    #expect(read.records.map(\.bytes) == [[1, 2, 3], [9, 8]])

    let strict = ReplayTransport(read, mode: .strict)
    _ = try strict.send([1, 2], timeoutMilliseconds: 0)
    #expect(try strict.receive(maximumBytes: 5, timeoutMilliseconds: 10).isEmpty)
    #expect(throws: TransportError.replayDiverged(sentOffset: 2, expected: 3, actual: 4)) {
      try strict.send([4], timeoutMilliseconds: 0)
    }
    _ = try strict.send([3], timeoutMilliseconds: 0)
    #expect(throws: TransportError.replayDiverged(sentOffset: 3, expected: nil, actual: 5)) {
      try strict.send([5], timeoutMilliseconds: 0)
    }
    #expect(try strict.receive(maximumBytes: 1, timeoutMilliseconds: 10) == [9])
    #expect(try strict.receive(maximumBytes: 5, timeoutMilliseconds: 10) == [8])

    let lenient = ReplayTransport(read, mode: .lenient)
    _ = try lenient.send([6, 6, 6, 6], timeoutMilliseconds: 0)
    #expect(try lenient.receive(maximumBytes: 5, timeoutMilliseconds: 10) == [9, 8])
    #expect(throws: TransportError.closed) {
      try lenient.receive(maximumBytes: 5, timeoutMilliseconds: 10)
    }
  }
}
