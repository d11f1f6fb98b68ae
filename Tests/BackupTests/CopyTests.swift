import CSQLite
import Foundation
import Records
import Testing

@testable import Backup

@Suite struct CopyTests {
  @Test func `a full decompresses with zstd alone to the database bit for bit`() throws {
    let bench = try Workbench(rows: 4_000)
    let manifest = try #require(try bench.copy().sealed)
    #expect(manifest.kind == .full && manifest.fullReason == .noBase)
    let out = bench.folder + "/plain.sqlite"
    let run = try shell("zstd -dc \(bench.store)/000001-full.sqlite.zst > \(out)")
    #expect(run.status == 0)
    #expect(try bench.bytes(out) == bench.reference())
    #expect(try bench.restored(1) == bench.reference())
    #expect(try bench.faults().isEmpty)
  }

  @Test func `parts under the limit make the same database in order`() throws {
    let bench = try Workbench(rows: 8_000)
    let limit = 1_200_000
    let manifest = try #require(try bench.copy(partBytes: limit).sealed)
    #expect(manifest.files.count > 2)
    #expect(manifest.files.allSatisfy { $0.bytes <= limit })
    let out = bench.folder + "/plain.sqlite"
    _ = try shell("cat \(bench.store)/000001-full.sqlite.zst.0* | zstd -dc > \(out)")
    #expect(try bench.bytes(out) == bench.reference())
    #expect(try bench.restored(1) == bench.reference())
    #expect(try bench.faults().isEmpty)
  }

  @Test(arguments: [512, 4_096, 65_536])
  func `a delta restores to the same bytes with every page size`(pageSize: Int) throws {
    let bench = try Workbench(rows: 6_000, pageSize: pageSize)
    try bench.copy()
    try bench.change(rows: 200, from: 900)
    let manifest = try #require(try bench.copy().sealed)
    #expect(manifest.kind == .delta && manifest.base?.generation == 1)
    #expect(manifest.carriedPages > 0 && manifest.carriedPages < manifest.pageCount / 4)
    #expect(try bench.restored(2) == bench.reference())
    #expect(try bench.faults().isEmpty)
  }

  @Test func `a database that grew or shrank restores from its delta`() throws {
    let bench = try Workbench(rows: 4_000)
    try bench.copy()
    try bench.run("INSERT INTO record SELECT id + 10000, text FROM record WHERE id < 200")
    try bench.change(rows: 1)
    let grown = try #require(try bench.copy().sealed)
    #expect(grown.kind == .delta)
    let large = try bench.reference()
    try bench.run("DELETE FROM record WHERE id > 3900; VACUUM")
    try bench.change(rows: 1)
    try bench.copy()
    #expect(try bench.restored(2) == large)
    #expect(try bench.restored(3) == bench.reference())
    #expect(try bench.faults().isEmpty)
  }

  @Test func `the program on the medium restores fulls and deltas to the same bytes`() throws {
    let bench = try Workbench(rows: 3_000)
    try bench.copy(partBytes: 1_100_000)
    let first = try bench.reference()
    try bench.run("INSERT INTO record SELECT id + 10000, text FROM record WHERE id < 100")
    try bench.change(rows: 50, from: 300)
    #expect(try bench.copy().sealed?.kind == .delta)
    let newest = bench.folder + "/newest.sqlite"
    let older = bench.folder + "/older.sqlite"
    let runs = try [
      shell("python3 \(bench.store)/restore.py \(newest)"),
      shell("cd / && python3 \(bench.store)/restore.py \(older) 1"),
    ]
    #expect(runs.map(\.status) == [0, 0], "\(runs)")
    #expect(try bench.bytes(newest) == bench.reference())
    #expect(bench.bytes(older) == first)
    #expect(try shell("python3 \(bench.store)/restore.py \(older) 1").status != 0)
  }

  @Test func `a second copy of the same state is the first one`() throws {
    let bench = try Workbench()
    try bench.copy()
    let before = try bench.names()
    #expect(try bench.copy() == .unchanged(generation: 1))
    #expect(try bench.names() == before)
  }

  @Test func `the same bytes in another file are recognised by their hashes`() throws {
    let bench = try Workbench()
    try bench.copy()
    _ = try shell(
      "cp \(bench.database) \(bench.folder)/b && mv \(bench.folder)/b \(bench.database)")
    #expect(try bench.copy() == .unchanged(generation: 1))
  }

  @Test func `a write of the farm program makes a new generation`() throws {
    let bench = try Workbench()
    try bench.copy()
    try bench.run("UPDATE record SET text = 'x' WHERE id = 1")
    #expect(try bench.copy().sealed?.generation == 2)
  }

  @Test func `a complete copy follows a partial one of the same state`() throws {
    let bench = try Workbench()
    let partial = try #require(try bench.copy(partial: true).sealed)
    #expect(partial.certificate.isPartial)
    let complete = try #require(try bench.copy().sealed)
    #expect(!complete.certificate.isPartial && complete.carriedPages == 0)
    #expect(try bench.copy(partial: true) == .unchanged(generation: 2))
    #expect(try bench.faults().isEmpty)
  }

  @Test func `a partial copy stands for another only where it lacks the same pockets`() throws {
    let bench = try Workbench()
    try bench.copy(partial: true, missing: ["Anne", "Jo"])
    #expect(
      try bench.copy(partial: true, missing: ["Jo", "Anne"]) == .unchanged(generation: 1))
    for (generation, missing) in [(2, ["Anne"]), (3, ["Anne", "Jo", "Luc"]), (4, ["Jo"])] {
      let next = try #require(try bench.copy(partial: true, missing: missing).sealed)
      #expect(next.generation == generation && next.carriedPages == 0)
      #expect(next.certificate.facts.missing.map(\.label) == missing)
    }
  }

  @Test func `an unchanged database is written and its base read again after a week`() throws {
    let bench = try Workbench()
    try bench.copy()
    #expect(try bench.copy(milliseconds: Workbench.days(7)) == .unchanged(generation: 1))
    let later = try #require(try bench.copy(milliseconds: Workbench.days(8)).sealed)
    let slice = try #require(later.readBack.base)
    #expect(slice.segmentCount == slice.ofSegments)
  }

  @Test func `a commit that is not the ticket's stops the copy before the medium changes`() throws {
    let bench = try Workbench()
    let proven = bench.commit
    _ = try bench.openStore()
    let before = try bench.names()
    let moved = BackupError.commitMoved(
      expected: proven, found: CommitStamp(sequence: 2, nonce: 342))
    #expect(throws: moved) {
      try bench.copy(beforeTheLock: { try? bench.change(rows: 1) })
    }
    #expect(try bench.names() == before)
  }

  @Test func `the certificate holds the ticket's commit and says that the medium is pretended`()
    throws
  {
    let bench = try Workbench()
    let manifest = try #require(try bench.copy().sealed)
    #expect(manifest.certificate.isOf(bench.commit))
    #expect(manifest.certificate.medium.isPretended)
    #expect(manifest.certificate.facts == Workbench.facts)
    #expect(manifest.created == "2024-10-04T00:00:00Z")
  }

  @Test func `a database in WAL mode is copied with what only its log holds`() throws {
    let bench = try Workbench(mode: "wal")
    let writer = try bench.open()
    defer { sqlite3_close(writer) }
    try Workbench.execute(writer, "INSERT INTO record VALUES (77777, 'only in the log')")
    #expect(bench.bytes(bench.database + "-wal").count > 0)
    let manifest = try #require(try bench.copy().sealed)
    #expect(manifest.stateMark == nil)
    let out = bench.folder + "/plain.sqlite"
    try bench.openStore().restore(1, to: out)
    let found = try shell("sqlite3 \(out) 'SELECT text FROM record WHERE id = 77777'")
    #expect(found.output == "only in the log\n")
    #expect(try bench.copy() == .unchanged(generation: 1))
  }

  @Test func `restoring never overwrites`() throws {
    let bench = try Workbench()
    try bench.copy()
    let path = bench.folder + "/precious"
    try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: BackupError.targetExists(path: path)) {
      try bench.openStore().restore(1, to: path)
    }
    #expect(bench.bytes(path) == Array("precious".utf8))
    #expect(throws: BackupError.noSuchGeneration(9)) {
      try bench.openStore().restore(9, to: bench.folder + "/other")
    }
  }

  @Test func `progress counts up within each phase and ends at its total`() throws {
    let bench = try Workbench(rows: 8_000)
    nonisolated(unsafe) var seen: [CopyProgress] = []
    try bench.copy(report: { seen.append($0) })
    for phase in [CopyProgress.Phase.hashing, .writing, .readingBack] {
      let mine = seen.filter { $0.phase == phase }
      #expect(mine.count > 1)
      #expect(mine.map(\.doneBytes) == mine.map(\.doneBytes).sorted())
      #expect(mine.last.map { $0.doneBytes == $0.totalBytes } == true, "\(phase)")
    }
  }
}
