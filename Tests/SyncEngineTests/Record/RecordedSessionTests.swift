import Diagnostics
import Foundation
import PocketSimulator
import Records
import Testing

@testable import SyncEngine

/// Every recording in `fixtures/recordings`: a file that is copied there is a test.
struct RecordedSessionTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../fixtures/recordings").standardizedFileURL

  private static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    .filter { $0.hasSuffix(".pks") }

  private static func recording(_ name: String) throws -> Recording {
    try Recording(decoding: Array(try Data(contentsOf: folder.appending(path: name))))
  }

  /// A whole session, not one that a cut ended.
  private static func whole() throws -> Recording { try recording("acm-dock-1.pks") }

  @Test func `there are recordings of every cable, and of cuts`() {
    #expect(Self.names.count >= 10)
    for cable in ["acm-dock", "ftdi-dock", "bulk-dock", "accessory-dock", "cut"] {
      #expect(Self.names.contains { $0.hasPrefix(cable) }, "\(cable)")
    }
  }

  @Test(arguments: names)
  func `the engine gives the same events, verdict and database`(name: String) throws {
    let recording = try Self.recording(name)
    let outcome = try #require(recording.outcome.flatMap { RecordedOutcome(recorded: $0) })
    #expect(outcome.isProven)
    #expect(outcome.tables.count > 40)
    let report = try #require(SessionReplay(recording)).run()
    #expect(report.differences == [])
    #expect(report.tables == outcome.tables)
    #expect(report.events == recording.events.count)
  }

  @Test func `each session ended as the list beside them says`() throws {
    let ends = try Self.names.map { name in
      let verdict = try #require(RecordedVerdict(of: try Self.recording(name)))
      return "\(name)  \(verdict.text)"
    }
    if ProcessInfo.processInfo.environment["WRITE_ENDS"] != nil {
      try (ends.joined(separator: "\n") + "\n")
        .write(to: Self.folder.appending(path: "ENDS.txt"), atomically: true, encoding: .utf8)
    }
    let list = try String(contentsOf: Self.folder.appending(path: "ENDS.txt"), encoding: .utf8)
    let told = list.split(separator: "\n").map(String.init)
    // Who copies a file here need not add its line; a line without its file says something wrong.
    #expect(told.count >= 10)
    #expect(told.filter { !ends.contains($0) } == [])
  }

  @Test(arguments: names)
  func `a simulated pocket answers the recorded PC as the pocket did`(name: String) throws {
    let recording = try Self.recording(name)
    let schema = try #require(recording.schema.flatMap { SyncSchema(inWelcome: $0) })
    // Where the line broke first the pocket has said nothing of itself.
    guard recording.messages.contains(where: \.isFromPocket) else {
      #expect(RecordedVerdict(of: recording)?.codes != [])
      return
    }
    let replay = try SimulatorReplay(
      fromPocket: recording.messages.filter(\.isFromPocket).map(\.bytes),
      fromPC: recording.messages.filter { !$0.isFromPocket }.map(\.bytes), schema: schema)
    let report = replay.run()
    #expect(report.differsAt == nil, "\(report)")
    #expect(report.isExact)
  }

  /// Replays with one entry changed; the parts that differ then.
  private func parts(_ change: (RecordedStep) -> RecordedStep?) throws -> [ReplayDifference.Part] {
    var recording = try Self.whole()
    let index = try #require(recording.entries.firstIndex { change($0.step) != nil })
    recording.entries[index].step = try #require(change(recording.entries[index].step))
    return try #require(SessionReplay(recording)).run().differences.map(\.part)
  }

  @Test func `another event, verdict, draw, table or message in the recording is found`() throws {
    let changed = Array("{\"codes\":[\"LINE-01\"],\"name\":\"met\",\"numbers\":[]}".utf8)
    #expect(
      try parts { if case .event = $0 { .event(changed) } else { nil } } == [.event])
    #expect(
      try parts { if case .verdict = $0 { .verdict(changed) } else { nil } } == [.verdict])
    #expect(
      try parts { if case .drawn(let bits) = $0 { .drawn(bits ^ 1) } else { nil } }
        .contains(.message))
    let outcome = Array(
      "{\"isProven\":true,\"tables\":[{\"digest\":\"00\",\"name\":\"a\",\"rows\":1}]}".utf8)
    #expect(
      try parts { if case .outcome = $0 { .outcome(outcome) } else { nil } } == [.table])
    #expect(
      try parts { if case .sent(let bytes) = $0 { .sent(bytes + [0]) } else { nil } }
        .contains(.message))
  }

  @Test func `a table that is missing or too many, and an outcome that is none, are found`() throws
  {
    let outcome = try #require(try Self.whole().outcome.flatMap { RecordedOutcome(recorded: $0) })
    var (fewer, more) = (outcome, outcome)
    fewer.tables.removeLast()
    more.tables.append(RecordedTable(name: "z", rows: 0, digest: ""))
    for bytes in [fewer.recorded, more.recorded, Array("{}".utf8)] {
      #expect(try parts { if case .outcome = $0 { .outcome(bytes) } else { nil } } == [.table])
    }
  }

  @Test func `what happened on the line and was not asked for is found`() throws {
    var recording = try Self.whole()
    let last = try #require(
      recording.entries.lastIndex { if case .sent = $0.step { true } else { false } })
    recording.entries.insert(recording.entries[last], at: last + 1)
    let report = try #require(SessionReplay(recording)).run()
    #expect(report.differences.map(\.part) == [.message])
  }

  @Test func `a pocket that sent something else leaves another database`() throws {
    var recording = try Self.whole()
    let index = try #require(
      recording.entries.lastIndex {
        if case .received(let bytes) = $0.step { bytes.count > 400 } else { false }
      })
    guard case .received(var bytes) = recording.entries[index].step else { return }
    bytes[bytes.count - 20] ^= 1
    recording.entries[index].step = .received(bytes)
    let differences = try #require(SessionReplay(recording)).run().differences
    #expect(!differences.isEmpty)
  }

  @Test func `a recording without the farm's file is not run`() throws {
    var recording = try Self.whole()
    recording.entries.removeAll { if case .database = $0.step { true } else { false } }
    #expect(SessionReplay(recording) == nil)
  }
}

extension RecordedVerdict {
  /// One line for a person who looks into the folder.
  fileprivate var text: String {
    guard codes.isEmpty, let visit else { return codes.joined(separator: " ") }
    let came = visit.tables.reduce(0) { $0 + $1.came }
    let went = visit.tables.reduce(0) { $0 + $1.went }
    return "well: \(visit.changes) changes, \(came) rows came, \(went) went"
  }
}
