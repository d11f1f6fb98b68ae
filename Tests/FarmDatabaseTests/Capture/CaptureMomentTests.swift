import CSQLite
import Gate
import Records
import Testing

@testable import FarmDatabase

/// The farm program writes between two looks of ours: what the first one saw no longer holds.
@Suite struct CaptureMomentTests {
  private func prepared() throws -> ScratchDatabase {
    let base = try ScratchDatabase(
      "CREATE TABLE t(nr INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'b');",
      [ProfileTable(name: "t", identity: .surrogate, direction: .both)])
    _ = try base.farm.capture()
    return base
  }

  /// A table whose triggers went with it, so that no log tells what is written.
  private let rebuild = """
    CREATE TABLE t2(nr INTEGER PRIMARY KEY, v TEXT); INSERT INTO t2 SELECT * FROM t;
    DROP TABLE t; ALTER TABLE t2 RENAME TO t;
    """

  @Test func `what was found ahead of the lock holds only while nobody writes`() throws {
    let base = try prepared()
    try base.program(rebuild + "UPDATE t SET v = 'before' WHERE nr = 1;")
    try base.farm.read { db in try base.farm.lookAhead(db) }
    #expect(base.farm.ahead?.tables[0]?.keys.count == 1)
    try base.program("UPDATE t SET v = 'after' WHERE nr = 2")
    #expect(try base.farm.write { db in try base.farm.captureAll(db)?.rows } == 2)
    #expect(try base.rows("SELECT c0 FROM sync_row_0 ORDER BY k0") == ["before", "after"])
  }

  @Test(arguments: ["delete", "wal"])
  func `a second look holds although somebody writes`(journal: String) throws {
    let base = try prepared()
    try base.program("PRAGMA journal_mode = \(journal);" + rebuild + "UPDATE t SET v = 'c';")
    try base.farm.read { db in try base.farm.lookAhead(db, again: true) }
    #expect(base.farm.ahead?.tables[0]?.keys.count == 2)
    try base.program("UPDATE t SET v = 'after' WHERE nr = 2")
    let holds = try base.farm.write { db in
      try base.farm.ahead?.stands(db, CapturePlan(base.farm, db))
    }
    #expect(holds == true)
    #expect(try base.farm.write { db in try base.farm.captureAll(db)?.rows } == 2)
    #expect(try base.rows("SELECT c0 FROM sync_row_0 ORDER BY k0") == ["c", "after"])
  }

  @Test func `what is written after our commit is taken by the next dock`() throws {
    let base = try prepared()
    try base.program("UPDATE t SET v = 'first' WHERE nr = 1")
    #expect(try base.farm.write { db in try base.farm.captureAll(db)?.rows } == 1)
    try base.program("UPDATE t SET v = 'second' WHERE nr = 1")
    try base.farm.read { db in try base.farm.settleCapture(db) }
    #expect(try base.farm.capture() == 1)
    #expect(try base.rows("SELECT c0 FROM sync_row_0 WHERE k0 = 1") == ["second"])
  }

  @Test func `a reading that somebody wrote into is no reading`() throws {
    let base = try prepared()
    try base.farm.read { db in
      var writes = 0
      let result = try base.farm.unlocked(db) { _, _ in
        writes += 1
        try base.program("UPDATE t SET v = v || 'x'")
      }
      guard case .moved = result else {
        Issue.record("\(result)")
        return
      }
      #expect(writes > 1)
    }
  }

  @Test func `a copy that the gate did not prove whole is refused where a row differs`() throws {
    let base = try prepared()
    let evidence = try base.farm.evidence(run: id(1), asked: [:], exceptions: [])
    #expect(evidence.database.uncapturedRows == 0)
    try base.program("UPDATE t SET v = 'late' WHERE nr = 1")
    #expect(throws: (any Error).self) {
      try base.farm.locked(proving: evidence.database.commit) { _ in }
    }
  }

  @Test func `what is written between the long checks and the lock is checked again`() throws {
    let base = try prepared()
    let writer = Writer(base)
    let connection = try base.farm.locked(proving: base.farm.tail()) { $0 }
    sqlite3_trace_v2(
      connection, UInt32(SQLITE_TRACE_STMT),
      { _, context, _, sql in
        Unmanaged<Writer>.fromOpaque(context!).takeUnretainedValue()
          .meet(String(cString: sql!.assumingMemoryBound(to: CChar.self)))
        return 0
      }, Unmanaged.passUnretained(writer).toOpaque())
    defer { sqlite3_trace_v2(connection, 0, nil, nil) }
    let evidence = try base.farm.evidence(run: id(1), asked: [:], exceptions: [])
    #expect(writer.hasWritten)
    #expect(evidence.database.uncapturedRows == 1)
  }

  /// Writes once, when our connection asks for the write lock and has not got it yet.
  private final class Writer {
    private let base: ScratchDatabase
    private(set) var hasWritten = false

    init(_ base: ScratchDatabase) { self.base = base }

    func meet(_ sql: String) {
      guard !hasWritten, sql.hasPrefix("BEGIN IMMEDIATE") else { return }
      hasWritten = (try? base.program("UPDATE t SET v = 'late' WHERE nr = 1")) != nil
    }
  }
}
