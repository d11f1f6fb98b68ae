import Diagnostics
import Foundation
import Link
import Testing
import Transport

/// Lines on which something is wrong, as Wireshark shows them with our dissector.
@Suite(.serialized, .enabled(if: TShark.isThere)) struct DissectorFaultTests {
  /// An empty farewell of the pocket, as the last part of its message.
  private static let farewell: [UInt8] = [0x2A, 0, 0]

  private func fields(_ names: [String], _ line: MadeLine) throws -> [[[String]]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "line-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, keys) = (folder.path + "/a.pcapng", folder.path + "/a.keys")
    try Data(CableCapture.file(line.trace, .bulk, program: "test")).write(to: URL(filePath: file))
    try line.keyLog.write(toFile: keys, atomically: true, encoding: .utf8)
    return try TShark.fields(names, of: file, keys: keys, in: folder)
  }

  /// A field with its number and type, and what it holds.
  private static func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    [number << 3 | 2, UInt8(content.count)] + content
  }

  /// An `UpBatch` with these cells in its only column.
  private static func cells(_ content: [UInt8]) -> [UInt8] {
    field(2, field(3, field(7, field(2, content)))) + [0]
  }

  @Test(arguments: [
    [0x18, 5], [0x1A, 5, 1, 2, 3, 4, 5], [8, 5], [9, 1, 2, 3, 4, 5, 6, 7, 8], [9, 1], [0x1A, 9],
    [0x12, 2, 0x80, 0x80], [0x10], [0x80], [0x0D, 1],
  ])
  func `numbers where texts belong, or cut ones, are no error`(content: [UInt8]) throws {
    var line = MadeLine()
    line.begin()
    line.record(Self.cells(content), fromPocket: true)
    line.record(Self.field(2, content) + [0], fromPocket: true)
    line.record(content + [0], fromPocket: true)
    line.record([], fromPocket: true)
    line.record(Self.farewell, fromPocket: true)
    let found = try fields(["pocket.message"], line)
    #expect(found.last == [["Farewell"]])
  }

  @Test func `texts are UTF-8, lone numbers are shown as packed ones, unknown fields passed over`()
    throws
  {
    var line = MadeLine()
    line.begin()
    // Field 30 is four bytes that no version of the contract has.
    let label: [UInt8] = [0xF5, 1, 1, 2, 3, 4] + Self.field(4, Array("Étang €".utf8))
    line.record(Self.field(1, label) + [0], fromPocket: true)
    let real = withUnsafeBytes(of: (1.5).bitPattern.littleEndian, Array.init)
    line.record(Self.cells([0x19] + real + [0x1A, 8] + real), fromPocket: true)
    let found = try fields(["pocket.introduction.label", "pocket.cells.reals"], line)
    #expect(found.suffix(2) == [[["Étang €"], []], [[], ["1.5", "1.5"]]])
  }

  @Test func `a record whose tag is wrong ends its direction, and none of it is shown`() throws {
    var line = MadeLine()
    line.begin()
    line.record(Self.farewell, fromPocket: true, isDamaged: true)
    line.record(Self.farewell, fromPocket: true)
    line.record([0x32, 0, 0], fromPocket: false)
    let found = try fields(
      ["pocket.message", "pocket.record.opened", "pocket.record.wrong_tag"], line)
    #expect(
      found.suffix(3) == [[[], ["0"], ["1"]], [[], ["0"], []], [["Farewell"], ["1"], []]])
  }

  @Test func `records of every length open`() throws {
    var line = MadeLine()
    line.begin()
    for count in Array(0..<70) + [5_000, 16_383] {
      let content = (0..<count).map { UInt8(truncatingIfNeeded: 197 &* $0 &+ count) }
      line.record(content + [1], fromPocket: count % 2 == 0)
    }
    let found = try fields(["pocket.record.opened"], line)
    #expect(found.dropFirst(5).allSatisfy { $0 == [["1"]] })
  }

  @Test func `a record that looks like an offer is a record`() throws {
    var line = MadeLine()
    line.begin()
    line.message([0x50, 0x53] + [UInt8](repeating: 0, count: 60), fromPocket: false)
    let found = try fields(["pocket.handshake.message", "pocket.record.number"], line)
    #expect(found.last == [[], ["2"]])
  }

  @Test(arguments: [UInt8(0), 1, 2])
  func `a pocket that ends the session with its standing is shown so`(standing: UInt8) throws {
    var line = MadeLine()
    line.begin(isSettled: false)
    line.record([standing], fromPocket: true)
    let found = try fields(["known", "pairing", "agreed"].map { "pocket.settling." + $0 }, line)
    #expect(found.last == [[String(standing & 1)], [String(standing >> 1)], []])
  }

  /// Two sessions with what is left of others and what a line gives back.
  private static var busyLine: MadeLine {
    var line = MadeLine()
    line.bytes([1, 2, 3], fromPocket: true)
    line.header(.data, fromPocket: true, epoch: 0x7777, count: 9_000)
    line.begin()
    line.message([UInt8](repeating: 3, count: 90), fromPocket: true, isEcho: true)
    line.record([0x32, 0, 0], fromPocket: false)
    line.record(farewell, fromPocket: true)
    line.header(.data, fromPocket: true, count: 700)
    line.begin()
    line.header(.data, fromPocket: true, epoch: 0x7777, count: 9_000)
    line.record(farewell, fromPocket: true)
    line.record([0x32, 0, 0], fromPocket: false)
    return line
  }

  @Test func `what is of no session is told as such, and each session opens with its own keys`()
    throws
  {
    let found = try fields(["pocket.message", "pocket.frame.stale"], Self.busyLine)
    #expect(found.flatMap { $0[0] } == Array(repeating: "Farewell", count: 4))
    #expect(found.flatMap { $0[1] }.count { $0 == "1" } == 3)
  }

  @Test func `our own reading finds the same frames, however the line cuts its bytes`() throws {
    for pieceBytes in [1 << 18, 100, 7] {
      var line = MadeLine()
      for record in Self.busyLine.trace.records {
        var rest = record.bytes[...]
        while !rest.isEmpty {
          line.bytes(Array(rest.prefix(pieceBytes)), fromPocket: record.direction == .received)
          rest = rest.dropFirst(pieceBytes)
        }
      }
      let ours = CableReading(line.trace, .bulk).frames
      let found = try fields(["kind", "payload_bytes"].map { "pocket.frame." + $0 }, line)
      try #require(found.count == line.trace.records.count)
      for (packet, shown) in found.enumerated() {
        let frames = ours.filter { $0.packet == packet }
        #expect(shown[0] == frames.map { String($0.kind.rawValue) }, "\(pieceBytes) \(packet)")
        #expect(shown[1] == frames.map { String($0.payloadBytes) }, "\(pieceBytes) \(packet)")
      }
    }
  }

  @Test func `a piece of the longest that a line takes is a file that Wireshark reads`() throws {
    var line = MadeLine()
    line.bytes([UInt8](repeating: 0xFF, count: 1 << 18), fromPocket: false)
    line.begin()
    let found = try fields(["pocket.handshake.message"], line)
    #expect(found.flatMap { $0[0] } == ["1", "2", "3"])
  }
}
