import Backup
package import Diagnostics
import FarmDatabase
import Foundation
import Records

/// Runs the engine once more on the state that a recording began with, against what it recorded.
package struct SessionReplay {
  /// What a replay found.
  package struct Report: Sendable, Hashable {
    /// The first difference of each part; empty where all is as it was.
    package var differences: [ReplayDifference] = []
    /// What was compared: messages, events, tables and their rows.
    package var messages = 0
    /// Events of the run.
    package var events = 0
    /// What stands in the farm's tables now.
    package var tables: [RecordedTable] = []
  }

  private let recording: Recording

  /// A recording with the farm's file in it; without one there is nothing to run on.
  package init?(_ recording: Recording) {
    guard recording.database != nil, recording.ledger != nil else { return nil }
    self.recording = recording
  }

  /// Replays in a folder that is removed at the end; throws where the farm cannot be opened.
  package func run() throws(SyncError) -> Report {
    let scratch: ScratchFolder
    do throws(BackupError) { scratch = try ScratchFolder() } catch { throw .backup(error) }
    return try withExtendedLifetime(scratch) { () throws(SyncError) in
      try run(at: scratch.path + "/farm.sqlite")
    }
  }

  private func run(at path: String) throws(SyncError) -> Report {
    put(recording.database ?? [], at: path)
    put(recording.ledger ?? [], at: Ledger.place(besideDatabase: path))
    let clock = ReplayedSurroundings(recording)
    let farm: FarmDatabase
    do throws(FarmDatabaseError) {
      farm = try FarmDatabase(path: path, surroundings: clock.surroundings)
    } catch { throw .database(error) }
    let stop = StopSignal()
    let line = ReplayLine(recording, clock, stop)
    var events: [RecordedEvent] = []
    clock.begin()
    var visit = PocketVisit(
      farm, over: line, address: "", run: RowID(high: 0, low: 1), program: program,
      stop: stop
    ) { event in
      if let event = RecordedEvent(event, naming: { $0 }) { events.append(event) }
    }
    let result: Result<VisitReport, SyncError>
    do throws(SyncError) { result = .success(try visit.perform()) } catch {
      result = .failure(error)
    }
    var report = Report()
    report.messages = recording.messages.count
    report.events = events.count
    line.end()
    if let difference = line.difference { report.differences.append(difference) }
    compare(events, &report)
    compare(RecordedVerdict(result, naming: { $0 }), &report)
    if clock.unmatchedDraws > 0 {
      report.differences.append(
        ReplayDifference(part: .chance, number: clock.unmatchedDraws, detail: ""))
    }
    report.tables = try farm.recordedTables()
    compareTables(&report)
    return report
  }

  private var program: String { recording.facts?.program ?? "" }

  private func put(_ bytes: [UInt8], at path: String) {
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
  }

  private func compare(_ events: [RecordedEvent], _ report: inout Report) {
    let recorded = recording.events.map { RecordedEvent(recorded: $0) }
    for index in 0..<max(recorded.count, events.count) {
      let first = index < recorded.count ? recorded[index] : nil
      let second = index < events.count ? events[index] : nil
      guard first != second || first == nil else { continue }
      report.differences.append(
        ReplayDifference(
          part: .event, number: index + 1,
          detail: "\(Self.text(first)) / \(Self.text(second))"))
      return
    }
  }

  private func compare(_ verdict: RecordedVerdict, _ report: inout Report) {
    let recorded = recording.verdict.flatMap { RecordedVerdict(recorded: $0) }
    guard recorded != verdict else { return }
    report.differences.append(
      ReplayDifference(
        part: .verdict, number: 1, detail: "\(Self.text(recorded)) / \(Self.text(verdict))"))
  }

  private func compareTables(_ report: inout Report) {
    // Right after the session there is no outcome yet: this replay makes it.
    guard let bytes = recording.outcome else { return }
    let recorded = RecordedOutcome(recorded: bytes)?.tables ?? []
    for index in 0..<max(recorded.count, report.tables.count) {
      let first = index < recorded.count ? recorded[index] : nil
      let second = index < report.tables.count ? report.tables[index] : nil
      guard first != second else { continue }
      report.differences.append(
        ReplayDifference(
          part: .table, number: index + 1,
          detail: "\(Self.rows(first)) / \(Self.rows(second))"))
      return
    }
  }

  private static func rows(_ table: RecordedTable?) -> String {
    table.map { "\($0.name): \($0.rows)" } ?? "-"
  }

  private static func text(_ value: (some Encodable)?) -> String {
    value.map { String(decoding: $0.recorded, as: UTF8.self) } ?? "-"
  }
}

extension FarmDatabase {
  /// Every table with its digest.
  func recordedTables() throws(SyncError) -> [RecordedTable] {
    do throws(FarmDatabaseError) {
      return try allRows().map {
        RecordedTable(
          name: $0.name, rows: $0.rows.count, digest: RowDigest.hexadecimal(of: $0.rows))
      }
    } catch { throw .database(error) }
  }
}
