import FarmDatabase
import Foundation
import Testing

@testable import Backup

/// What is read before the lock never decides what is in the copy.
@Suite struct PreviewTests {
  /// What the farm program does between the look without the lock and the lock.
  enum Meanwhile: String, CaseIterable {
    case nothing
    case oneRow
    case manyRows
    case grows
    case shrinks
    case rebuilt

    var sql: String {
      switch self {
      case .nothing: "SELECT 1"
      case .oneRow: "UPDATE record SET text = hex(randomblob(400)) WHERE id = 700"
      case .manyRows: "UPDATE record SET text = hex(randomblob(400)) WHERE id % 2 = 0"
      case .grows: "INSERT INTO record SELECT id + 90000, text FROM record"
      case .shrinks: "DELETE FROM record WHERE id > 900; VACUUM"
      case .rebuilt: "PRAGMA page_size = 8192; VACUUM"
      }
    }
  }

  @Test(arguments: Meanwhile.allCases, [true, false])
  func `what the farm program writes between the look and the lock is in the copy`(
    meanwhile: Meanwhile, isFirst: Bool
  ) throws {
    let bench = try Workbench(rows: 4_000)
    if !isFirst {
      try bench.copy()
      try bench.change(rows: 30)
    }
    // Old enough for the look to count where nothing is written after it.
    _ = try shell("touch -d '10 seconds ago' \(bench.database)")
    let manifest = try #require(try copy(bench, meanwhile).sealed)
    #expect(try bench.restored(manifest.generation) == bench.reference())
    #expect(try bench.faults().isEmpty)
    if !isFirst && [.nothing, .oneRow].contains(meanwhile) { #expect(manifest.kind == .delta) }
  }

  @Test func `pages that tear while they are looked at are read again under the lock`() throws {
    let bench = try Workbench(rows: 4_000)
    // Half of the pages change while the look is under way.
    nonisolated(unsafe) var reports = 0
    let outcome = try copy(bench, .nothing) { progress throws(BackupError) in
      guard progress.phase == .hashing else { return }
      reports += 1
      if reports == 2 { write(bench, .manyRows) }
    }
    #expect(reports > 1)
    #expect(try bench.restored(try #require(outcome.sealed).generation) == bench.reference())
  }

  private func copy(
    _ bench: Workbench, _ meanwhile: Meanwhile, report: @escaping ProgressReport = { _ in }
  ) throws -> WriteOutcome {
    let writer = BackupWriter(
      store: try bench.openStore(), scratchFolder: bench.scratch, program: "0.1",
      medium: Workbench.pretended, report: report)
    let outcome = try writer.write(
      bench.ticket(), facts: Workbench.facts, milliseconds: Workbench.day,
      unlocked: { lend throws(BackupError) in
        try bench.glance(lend)
        write(bench, meanwhile)
      }, locked: bench.locked)
    return outcome
  }

  /// A write that did not come about would leave nothing to see.
  private func write(_ bench: Workbench, _ meanwhile: Meanwhile) {
    do { try bench.run(meanwhile.sql) } catch { Issue.record("not written: \(error)") }
  }
}
