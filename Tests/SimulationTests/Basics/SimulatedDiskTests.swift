import Records
import Testing

@testable import Simulation

/// The disk below SQLite: what is synced stays, what is not may go, and nothing in between breaks.
@Suite(.serialized) struct SimulatedDiskTests {
  private let disk = SimulatedDisk(number: 40)
  private var path: String { disk.root + "test.sqlite" }

  private func open(_ journal: String) throws -> PlainConnection {
    let connection = try PlainConnection(path)
    try connection.run("PRAGMA page_size = 1024; PRAGMA journal_mode = \(journal)")
    try connection.run("PRAGMA synchronous = \(journal == "WAL" ? "FULL" : "EXTRA")")
    return connection
  }

  private func fill(_ connection: PlainConnection, _ number: Int) throws {
    try connection.run(
      """
      BEGIN; UPDATE t SET n = \(number), pad = randomblob(900);
      INSERT INTO t VALUES (NULL, \(number), randomblob(900)); COMMIT
      """)
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `a commit that was reported survives a power cut whole`(_ journal: String) throws {
    var struck = 0
    for cut in 0..<160 {
      for name in ["", "-journal", "-wal"] { disk.put(nil, at: path + name) }
      var done = 0
      do {
        let connection = try open(journal)
        try connection.run("CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER, pad BLOB)")
        disk.fail(after: cut)
        for number in 1...8 {
          try fill(connection, number)
          done = number
        }
      } catch { struck += 1 }
      disk.cutPower(seed: UInt64(cut))
      disk.fail(after: nil)
      let connection = try open(journal)
      #expect(try connection.rows("PRAGMA integrity_check") == [[.text("ok")]])
      let found = try connection.rows("SELECT count(*), min(n), max(n) FROM t")[0]
      guard case .integer(let count) = found[0] else { return }
      // The one that was under way may be there or not, and never half.
      #expect(count == Int64(done) || count == Int64(done) + 1)
      if count > 0 { #expect(found[1] == .integer(count) && found[2] == .integer(count)) }
    }
    #expect(struck > 20)
  }

  @Test func `a killed program leaves no lock behind and everything it wrote`() throws {
    let first = try open("DELETE")
    try first.run("CREATE TABLE t(n INTEGER); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)")
    let second = try PlainConnection(path)
    #expect(throws: PlainFault.self) { try second.run("INSERT INTO t VALUES (2)") }
    disk.kill(.engine)
    let third = try PlainConnection(path)
    try third.run("INSERT INTO t VALUES (3)")
    #expect(try third.rows("SELECT n FROM t") == [[.integer(3)]])
  }

  @Test func `what was never synced may be lost`() {
    let plain = SimulatedDisk()
    var lost = 0
    for seed in 0..<40 as Range<UInt64> {
      plain.put(Array(repeating: 1, count: 2048), at: "f")
      _ = plain.append(Array(repeating: 2, count: 2048), to: "f")
      plain.cutPower(seed: seed)
      #expect(plain.bytes("f")!.prefix(2048).allSatisfy { $0 == 1 })
      if plain.bytes("f")!.count < 4096 || plain.bytes("f")!.contains(0) { lost += 1 }
    }
    #expect(lost > 10 && lost < 40)
  }
}
