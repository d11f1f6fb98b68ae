import FarmDatabase
import Records
import Testing

@Suite struct UndoTests {
  let base: ScratchDatabase
  private let jobs =
    "SELECT lower(hex(id)) = '\(id(10).hexadecimal)', dose, unit, note FROM job ORDER BY id"

  init() throws { base = try ReviewFarm.make() }

  /// A session that creates, changes and deletes; the number of its commit.
  private func session() throws -> String {
    let receipt = try base.merge([
      ReviewFarm.job(base, 20),
      base.change(.update, 1, id(11), [3: (.text("b"), .text("pocket"))]),
      ReviewFarm.deletion(base),
    ])
    return String(receipt.commit.sequence)
  }

  @Test func `a session is taken back whole, forward`() throws {
    let before = try base.rows(jobs)
    let name = try session()
    #expect(try base.rows(jobs) == ["0|6|l|pocket", "0|9|kg|n"])
    let tail = try base.farm.tail().sequence
    let receipt = try base.farm.undo(name)
    #expect(try base.rows(jobs) == before)
    #expect(receipt.commit == tail + 1)
    #expect(receipt.tables.map(\.removed) == [1])
    #expect(receipt.tables.map(\.restored) == [1])
    #expect(receipt.tables.map(\.broughtBack) == [1])
    #expect(receipt.tables.map(\.kept) == [0])
    // The feed brings it to the pocket that had made the changes.
    let fed = try base.fed(from: FeedCursor(after: tail))
    #expect(fed.flatMap(\.rows) == [id(10), id(11), id(20)])
    #expect(fed.flatMap(\.deleted) == [false, false, true])
    #expect(try base.farm.capture() == 0)
  }

  @Test func `a dry run says the same and changes nothing`() throws {
    let name = try session()
    let before = try base.rows(jobs + "; SELECT seq FROM sync_commit")
    let tried = try base.farm.undo(name, isDryRun: true)
    #expect(tried.commit == nil)
    #expect(try base.rows(jobs + "; SELECT seq FROM sync_commit") == before)
    #expect(try base.farm.undo(name).tables == tried.tables)
  }

  @Test func `an undo can be undone, and that too`() throws {
    let before = try base.rows(jobs)
    var name = try session()
    let after = try base.rows(jobs)
    for state in [before, after, before] {
      name = String(try #require(try base.farm.undo(name).commit))
      #expect(try base.rows(jobs) == state)
    }
  }

  @Test func `what somebody changed since stays, with a review item`() throws {
    let name = try session()
    try base.program("UPDATE job SET note = 'pc' WHERE id = \(hex(11))")
    try base.program("UPDATE job SET dose = 10 WHERE id = \(hex(20))")
    let receipt = try base.farm.undo(name)
    #expect(receipt.tables.map(\.kept) == [2])
    #expect(receipt.tables.map(\.restored) == [0])
    #expect(try base.rows(jobs) == ["1|5|l|a", "0|6|l|pc", "0|10|kg|n"])
    let items = try base.farm.reviews(limit: 9)
    #expect(items.map(\.kind) == [.undoKeptRow, .undoKeptCells])
    #expect(items[1].cells.map(\.loser.value) == [.text("b")])
    #expect(items[1].author.kind == .undo)
    // A person may take it back all the same.
    _ = try base.farm.decide(items[1].number, .aside)
    _ = try base.farm.decide(items[0].number, .aside)
    #expect(try base.rows(jobs) == ["1|5|l|a", "0|6|l|b"])
  }

  @Test func `a created row that others point to stays`() throws {
    let name = try session()
    try base.program("INSERT INTO photo(job_id) VALUES (\(hex(20)))")
    #expect(try base.farm.undo(name).tables.map(\.removed) == [0])
    #expect(try base.rows("SELECT dose FROM job WHERE id = \(hex(20))") == ["9"])
    #expect(try base.farm.reviews(limit: 9).map(\.kind) == [.undoKeptRow])
  }

  @Test func `parent and child of one session go together, the child first`() throws {
    let receipt = try base.merge([
      base.change(.create, 0, id(3), [0: (.null, .text("Bois")), 1: (.null, .integer(1))]),
      ReviewFarm.job(base, 20, field: 3),
    ])
    let undone = try base.farm.undo(String(receipt.commit.sequence))
    #expect(undone.tables.map(\.removed) == [1, 1])
    #expect(try base.rows("SELECT count(*) FROM field; SELECT count(*) FROM job") == ["2", "2"])
    _ = try base.farm.undo(String(try #require(undone.commit)))
    #expect(try base.rows("SELECT count(*) FROM field; SELECT count(*) FROM job") == ["3", "3"])
  }

  @Test func `a row that cannot come back is told`() throws {
    let deletion = base.change(
      .delete, 0, id(2), [0: (.text("Pré"), .null), 1: (.integer(200), .null)])
    try base.program("DELETE FROM job WHERE id = \(hex(11))")
    let receipt = try base.merge([deletion])
    try base.program("INSERT INTO field VALUES (\(hex(4)), 'Pré', 7)")
    #expect(try base.farm.undo(String(receipt.commit.sequence)).tables.map(\.kept) == [1])
    #expect(try base.farm.reviews(limit: 9).map(\.kind) == [.undoKeptDeletion])
    #expect(try base.rows("PRAGMA foreign_key_check; PRAGMA integrity_check") == ["ok"])
  }

  @Test func `the pocket's change is not taken again`() throws {
    let name = try session()
    let merged = try base.farm.pockets().map(\.peer.mergedNumber)
    _ = try base.farm.undo(name)
    #expect(try base.farm.pockets().map(\.peer.mergedNumber) == merged)
    try base.merge([])
    #expect(try base.rows("SELECT count(*) FROM job") == ["2"])
  }

  @Test func `a decision that is undone is open again`() throws {
    try ReviewFarm.contradict(base)
    _ = try base.farm.decide(1, .pocket)
    let name = String(try base.farm.tail().sequence)
    _ = try base.farm.undo(name)
    #expect(try base.rows("SELECT dose, unit FROM job WHERE id = \(hex(10))") == ["8|kg"])
    #expect(try base.farm.reviews(limit: 9).map(\.number) == [1])
  }

  @Test func `a session is known by its last digits, and only a session can be undone`() throws {
    let number = try session()
    let entries = try base.farm.history(limit: 9)
    let name = try #require(entries.first?.session)
    #expect(entries.first?.author.commit == UInt64(number))
    #expect(throws: FarmDatabaseError.review(.notUndoable("1"))) { _ = try base.farm.undo("1") }
    for name in ["99", "zzzz", "abc", "%%%%", "0123456789abcdef"] {
      #expect(throws: FarmDatabaseError.review(.noSuchSession(name))) {
        _ = try base.farm.undo(name)
      }
    }
    _ = try base.farm.undo(name.uppercased())
    #expect(try base.farm.undo(name).commit == nil)
  }
}
