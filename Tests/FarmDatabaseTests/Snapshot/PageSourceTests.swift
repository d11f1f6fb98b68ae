import CSQLite
import Foundation
import Testing

@testable import FarmDatabase

/// A database in a folder of its own; removed with the value.
final class SnapshotBench {
  let folder: String
  var path: String { folder + "/farm.sqlite" }
  let connection: OpaquePointer

  init(mode: String, pageSize: Int = 4_096) throws {
    var template = Array("/tmp/snapshot-tests-XXXXXX".utf8CString)
    folder = String(cString: mkdtemp(&template)!)
    var made: OpaquePointer?
    try #require(sqlite3_open(folder + "/farm.sqlite", &made) == SQLITE_OK)
    connection = try #require(made)
    try run(
      """
      PRAGMA page_size = \(pageSize); PRAGMA journal_mode = \(mode);
      CREATE TABLE pair (id INTEGER PRIMARY KEY, left INTEGER, right INTEGER, filler BLOB);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
      INSERT INTO pair SELECT i, 0, 0, randomblob(300) FROM n;
      """)
  }

  deinit {
    sqlite3_close_v2(connection)
    try? FileManager.default.removeItem(atPath: folder)
  }

  func run(_ sql: String) throws {
    try #require(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK)
  }

  func open() throws -> PageSource {
    try PageSource(lockedBy: connection, scratchFolder: folder)
  }

  /// All pages, read in runs of `run`.
  func image(_ source: PageSource, run: Int = 7) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: source.pageCount * source.pageSize)
    try bytes.withUnsafeMutableBytes { buffer in
      for first in stride(from: 0, to: source.pageCount, by: run) {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: buffer[(first * source.pageSize)...])
        try source.read(
          firstPage: first, count: min(run, source.pageCount - first), into: rest)
      }
    }
    return bytes
  }

  func query(_ image: [UInt8], _ sql: String) throws -> String {
    let copy = folder + "/image.sqlite"
    try Data(image).write(to: URL(fileURLWithPath: copy))
    return try Self.shell("sqlite3 \(copy) \"\(sql)\"")
  }

  static func shell(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}

@Suite struct PageSourceTests {
  @Test(arguments: ["delete", "truncate", "persist", "wal"], [512, 4_096, 65_536])
  func `the pages are the committed state in every journal mode`(
    mode: String, pageSize: Int
  )
    throws
  {
    let bench = try SnapshotBench(mode: mode, pageSize: pageSize)
    try bench.run("UPDATE pair SET left = 7, right = 7 WHERE id = 2999; BEGIN IMMEDIATE")
    let source = try bench.open()
    #expect(source.pageSize == pageSize)
    let image = try bench.image(source)
    #expect(
      try bench.query(image, "PRAGMA integrity_check; SELECT left FROM pair WHERE id=2999")
        == "ok\n7\n")
    if mode != "wal" {
      #expect(Data(image) == FileManager.default.contents(atPath: bench.path))
      #expect(source.stateText != nil)
    }
    #expect(try source.changeCounter() > 0)
    try bench.run("COMMIT")
    #expect(
      try SnapshotBench.shell("sqlite3 \(bench.path) 'PRAGMA journal_mode'")
        == (mode == "wal" ? "wal\n" : "delete\n"))
  }

  @Test func `without the lock no page is read`() throws {
    let bench = try SnapshotBench(mode: "delete")
    #expect(throws: SnapshotError.notLocked) { try bench.open() }
    try bench.run("BEGIN")
    #expect(throws: SnapshotError.notLocked) { try bench.open() }
  }

  @Test func `a database without a file is refused`() throws {
    var memory: OpaquePointer?
    try #require(sqlite3_open(":memory:", &memory) == SQLITE_OK)
    defer { sqlite3_close(memory) }
    sqlite3_exec(memory, "CREATE TABLE t(a); BEGIN IMMEDIATE", nil, nil, nil)
    let connection = try #require(memory)
    #expect(throws: SnapshotError.notAFile) {
      try PageSource(lockedBy: connection, scratchFolder: "/tmp")
    }
  }

  @Test func `pages outside the database and buffers too small are refused`() throws {
    let bench = try SnapshotBench(mode: "delete")
    try bench.run("BEGIN IMMEDIATE")
    let source = try bench.open()
    var page = [UInt8](repeating: 0, count: source.pageSize)
    for (first, count) in [(-1, 1), (source.pageCount, 1), (0, 2), (0, 0), (1, Int.max)] {
      #expect(throws: SnapshotError.outOfRange(firstPage: first, count: count)) {
        try page.withUnsafeMutableBytes {
          try source.read(firstPage: first, count: count, into: $0)
        }
      }
    }
  }

  @Test func `the state text moves with every write and stands still without`() throws {
    let bench = try SnapshotBench(mode: "delete")
    func state() throws -> String? {
      try bench.run("BEGIN IMMEDIATE")
      defer { try? bench.run("COMMIT") }
      return try bench.open().stateText
    }
    let first = try state()
    #expect(try first != nil && state() == first)
    _ = try SnapshotBench.shell("sqlite3 \(bench.path) 'UPDATE pair SET left = 1 WHERE id = 1'")
    #expect(try state() != first)
  }

  /// The writer keeps `left = right` in each of its transactions and works the whole time.
  @Test(arguments: ["delete", "wal"])
  func `a farm program that writes all the time never tears the image`(mode: String) throws {
    let bench = try SnapshotBench(mode: mode)
    let stop = bench.folder + "/stop"
    let script = """
      i=0; while [ ! -e \(stop) ]; do i=$((i+1)); echo "UPDATE pair SET left=$i, right=$i \
      WHERE id % 97 = $((i % 97));"; sleep 0.01; done | \
      sqlite3 -cmd '.timeout 10000' -cmd 'PRAGMA synchronous=OFF' \(bench.path)
      """
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", script]
    try writer.run()
    defer {
      _ = FileManager.default.createFile(atPath: stop, contents: nil)
      writer.waitUntilExit()
    }
    sqlite3_busy_timeout(bench.connection, 20_000)
    var counters: Set<String> = []
    for _ in 0..<12 {
      try bench.run("BEGIN IMMEDIATE")
      let source = try bench.open()
      let image = try bench.image(source, run: 1)
      let again = try bench.image(source)
      try bench.run("COMMIT")
      #expect(image == again)
      let found = try bench.query(
        image, "SELECT count(*) FROM pair WHERE left <> right; PRAGMA quick_check")
      #expect(found == "0\nok\n")
      counters.insert(try bench.query(image, "SELECT max(left) FROM pair"))
      usleep(30_000)
    }
    #expect(counters.count > 3, "the writer must have been at work: \(counters)")
  }

  /// Closing any descriptor of the file drops SQLite's POSIX locks; another process would get in.
  @Test func `reading keeps SQLite's locks`() throws {
    let bench = try SnapshotBench(mode: "delete")
    try bench.run("BEGIN IMMEDIATE")
    do {
      let source = try bench.open()
      _ = try bench.image(source)
    }
    let attempt = try SnapshotBench.shell(
      "sqlite3 \(bench.path) 'UPDATE pair SET left = 1 WHERE id = 1' 2>&1")
    #expect(attempt.contains("locked"))
  }
}
