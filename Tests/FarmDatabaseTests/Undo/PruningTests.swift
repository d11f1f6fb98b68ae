import Foundation
import Records
import Testing

@testable import FarmDatabase

@Suite struct PruningTests {
  private let base: ScratchDatabase
  private let day: Int64 = 86_400_000
  private let now = Int64(Date().timeIntervalSince1970 * 1000)

  /// Two replaced versions of 900 days ago, and a commit of today.
  init() throws {
    base = try ReviewFarm.make()
    try ReviewFarm.contradict(base)
    try base.merge([base.change(.update, 1, id(11), [1: (.integer(6), .integer(7))])])
    try base.program("UPDATE sync_commit SET wall = wall - \(900 * day)")
    try base.merge([ReviewFarm.job(base, 20)])
    try base.program("DELETE FROM sync_pruning")
  }

  private func prune(days: Int64) throws -> Int {
    try base.farm.write { db in
      try Pruning.run(db, base.farm.tables, now: UInt64(now + days * day))
    }
  }

  private func versions() throws -> [String] {
    try base.rows("SELECT DISTINCT lower(hex(gid)) FROM sync_past_1 ORDER BY gid")
  }

  @Test func `old versions go a day after the last look, save those of open items`() throws {
    #expect(try versions() == [id(10), id(11)].map(\.hexadecimal))
    #expect(try prune(days: 0) == 0)
    #expect(try prune(days: 0) == 0)
    #expect(try prune(days: 1) == 1)
    #expect(try versions() == [id(10).hexadecimal])
    #expect(try base.farm.reviews(limit: 9).count == 1)
    // What the undo of that commit would need is gone.
    #expect(throws: FarmDatabaseError.review(.tooOld("4"))) { _ = try base.farm.undo("4") }
  }

  @Test func `a clock that leaps prunes nothing, whichever way it leaps`() throws {
    #expect(try prune(days: 0) == 0)
    #expect(try prune(days: 5000) == 0)
    #expect(try prune(days: 0) == 0)
    #expect(try versions().count == 2)
  }

  @Test func `what is younger stays`() throws {
    try base.program("UPDATE sync_commit SET wall = wall + \(200 * day) WHERE seq < 5")
    #expect(try prune(days: 0) == 0)
    #expect(try prune(days: 1) == 0)
    #expect(try versions().count == 2)
  }
}
