import FarmDatabase
import Foundation
import Records
import Synchronization
import Testing

private let schema = """
  CREATE TABLE beast(nr INTEGER PRIMARY KEY, tag TEXT UNIQUE, note TEXT);
  CREATE TABLE weighing(beast INTEGER NOT NULL REFERENCES beast(nr) ON DELETE CASCADE
    ON UPDATE CASCADE, day TEXT, kg REAL, PRIMARY KEY(beast, day)) WITHOUT ROWID;
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
  INSERT INTO beast SELECT i, 'BE' || i, 'old' FROM n;
  INSERT INTO weighing SELECT nr, 'd' || (nr % 3), nr FROM beast;
  """

private let tables = [
  ProfileTable(name: "beast", identity: .surrogate, direction: .both),
  ProfileTable(name: "weighing", identity: .natural, direction: .both),
]

/// What the farm program does without a pause, each statement a transaction of its own.
private struct Hammer {
  var seed: UInt64
  let mayRebuild: Bool

  mutating func script(_ count: Int) -> String {
    "PRAGMA foreign_keys = ON;\n.timeout 30000\n"
      + (0..<count).map { _ in statement() }.joined(separator: "\n")
  }

  private mutating func below(_ limit: UInt64) -> UInt64 {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (seed >> 33) % limit
  }

  private mutating func statement() -> String {
    let (a, b) = (below(420) + 1, below(420) + 1)
    switch below(mayRebuild ? 12 : 10) {
    case 0: return "INSERT OR REPLACE INTO beast VALUES (\(a), 'BE\(b)', 'replaced \(b)');"
    case 1: return "INSERT OR REPLACE INTO beast(tag, note) VALUES ('BE\(a)', 'again');"
    case 2: return "UPDATE OR REPLACE beast SET tag = 'BE\(b)' WHERE nr = \(a);"
    case 3: return "UPDATE OR REPLACE beast SET nr = \(b) WHERE nr = \(a);"
    case 4: return "DELETE FROM beast WHERE nr = \(a);"
    case 5: return "DELETE FROM beast WHERE nr = (SELECT max(nr) FROM beast);"
    case 6: return "INSERT OR IGNORE INTO weighing SELECT nr, 'd\(b)', \(b) FROM beast LIMIT 7;"
    case 7: return "UPDATE weighing SET kg = kg + 1 WHERE beast % 20 = \(a % 20);"
    case 8:
      return """
        INSERT INTO beast VALUES (\(a), 'BE\(b)x', 'up') ON CONFLICT DO UPDATE SET note = '\(b)';
        """
    case 9: return "BEGIN; DELETE FROM weighing; UPDATE beast SET note = '!'; ROLLBACK;"
    case 10: return "VACUUM;"
    default:
      return """
        PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE;
        CREATE TABLE other(nr INTEGER PRIMARY KEY, tag TEXT UNIQUE, note TEXT);
        INSERT INTO other SELECT nr, tag, note || '\(a)' FROM beast WHERE nr <> \(b);
        DROP TABLE beast; ALTER TABLE other RENAME TO beast; COMMIT; PRAGMA foreign_keys = ON;
        """
    }
  }
}

@Suite struct HammerTests {
  /// Rows that stand on one side only, by SQLite's own program.
  private func differences(_ base: ScratchDatabase) throws -> [String] {
    let sides = [
      ("SELECT * FROM beast", "SELECT k0, c0, c1 FROM sync_row_0 WHERE deleted = 0"),
      ("SELECT * FROM weighing", "SELECT c0, c1, c2 FROM sync_row_1 WHERE deleted = 0"),
    ]
    return try sides.flatMap { farm, image in
      try base.rows("\(farm) EXCEPT \(image)") + base.rows("\(image) EXCEPT \(farm)")
    }
  }

  /// Docks until the script has ended; the number of docks so far, `before` among them.
  private func hammer(
    _ base: ScratchDatabase, _ farm: FarmDatabase, _ script: String, after before: Int = 0
  ) throws -> Int {
    let done = Mailbox()
    let path = base.path
    Thread.detachNewThread {
      done.put((try? FarmProgram.run(path, script)) != nil)
    }
    var docks = before
    while done.result == nil {
      docks += 1
      _ = try farm.capture()
      let beast = id(9_000 + UInt64(docks))
      try base.merge([base.change(.create, 0, beast, [0: (.null, .text("P\(docks)"))])])
    }
    #expect(done.result == true, "the farm program was refused")
    return docks
  }

  @Test(arguments: zip([1, 2] as [UInt64], ["delete", "wal"]))
  func `a farm program that never rests loses no row, whatever it does`(
    seed: UInt64, journal: String
  ) throws {
    let base = try ScratchDatabase("PRAGMA journal_mode = \(journal);" + schema, tables)
    var hammer = Hammer(seed: seed, mayRebuild: true)
    // On busy cores a whole script may fit into one dock.
    var docks = 0
    for _ in 0..<20 where docks < 3 {
      docks = try self.hammer(base, base.farm, hammer.script(200), after: docks)
    }
    #expect(docks >= 3)
    _ = try base.farm.capture()
    #expect(try differences(base) == [])
    #expect(try base.farm.capture() == 0)
    #expect(try base.rows("PRAGMA integrity_check") == ["ok"])
    #expect(try base.rows("PRAGMA journal_mode") == [journal])
  }

  /// SQLite's own wait would look ten times a second in the end, and starve.
  @Test func `whoever leaves no gap between two commits still lets us in`() throws {
    let base = try ScratchDatabase(schema, tables)
    let done = Mailbox()
    let path = base.path
    let script = (0..<4_000).map { "UPDATE beast SET note = '\($0)' WHERE nr = 7;" }
    Thread.detachNewThread {
      done.put((try? FarmProgram.run(path, ".timeout 30000\n" + script.joined())) != nil)
    }
    var captures = 0
    var longest = Duration.zero
    while done.result == nil {
      let start = ContinuousClock.now
      captures += try base.farm.capture()
      longest = max(longest, .now - start)
    }
    #expect(done.result == true, "the farm program was refused")
    #expect(captures >= 10 && longest < .seconds(5), "\(captures) captures, longest \(longest)")
    _ = try base.farm.capture()
    #expect(try base.rows("SELECT c1 FROM sync_row_0 WHERE k0 = 7") == ["3999"])
  }

  @Test func `the log alone loses no row to a farm program that rebuilds nothing`() throws {
    let base = try ScratchDatabase(schema, tables)
    let farm = try FarmDatabase(path: base.path, guards: Guards.all.subtracting(.compare))
    var hammer = Hammer(seed: 3, mayRebuild: false)
    _ = try farm.capture()
    let done = hammer.script(400)
    try base.program(done)
    _ = try farm.capture()
    #expect(try differences(base) == [])
  }
}

/// What another thread says once.
private final class Mailbox: Sendable {
  private let value = Mutex<Bool?>(nil)

  var result: Bool? { value.withLock { $0 } }
  func put(_ new: Bool) { value.withLock { $0 = new } }
}
