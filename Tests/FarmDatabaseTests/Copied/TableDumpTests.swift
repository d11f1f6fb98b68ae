import Foundation
import GRDB
import Testing

@testable import FarmDatabase

/// A table of a copy as text that others read.
@Suite struct TableDumpTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
  private var path: String { folder + "/copy.sqlite" }

  private static let table = """
    CREATE TABLE [odd "name](id INTEGER PRIMARY KEY, "a,b" TEXT, r REAL, x BLOB,
      twice INTEGER AS (id * 2))
    """

  /// Opens a copy with one table of values that are hard to write.
  private func copy() throws -> CopiedDatabase {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(
        sql: """
          \(Self.table); CREATE TABLE sync_commit(seq INTEGER);
          INSERT INTO [odd "name](id, "a,b", r, x) VALUES
            (1, NULL, 0.1, X'00FF'), (2, '', -1e300, X''), (3, 'c''est "ça"', 9e999, NULL),
            (-9223372036854775808, 'a' || char(13, 10) || ', b', 1e-7, 'text in a blob column'),
            (5, CAST(X'610062' AS TEXT), -9e999, 12), (6, 'é€😀', 3.0, 2.5)
          """)
    }
    try queue.close()
    return try CopiedDatabase(path: path)
  }

  private func text(_ format: TableFormat) throws -> String {
    var bytes: [UInt8] = []
    let rows = try copy().dump("ODD \"NAME", as: format) { bytes += $0 }
    #expect(rows == 6)
    try FileManager.default.removeItem(atPath: folder)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `what SQL says goes back in as it was`() throws {
    let sql = try text(.sql)
    let all = """
      SELECT quote(id), quote("a,b"), hex("a,b"), typeof("a,b"), quote(r), quote(x), typeof(x),
        twice
      FROM [odd "name] ORDER BY id
      """
    _ = try copy()
    let original = try DatabaseQueue(path: path).read { try Row.fetchAll($0, sql: all) }
    let again = try DatabaseQueue()
    try again.writeWithoutTransaction { try $0.execute(sql: sql) }
    let found = try again.read { try Row.fetchAll($0, sql: all) }
    #expect(found.map(\.description) == original.map(\.description))
    #expect(original.count == 6)
    try FileManager.default.removeItem(atPath: folder)
  }

  @Test func `comma-separated values keep NULL and the empty text apart`() throws {
    let lines = try text(.csv).components(separatedBy: "\r\n")
    #expect(lines.first == "id,\"a,b\",r,x")
    #expect(lines.contains("1,,0.1,0x00FF"))
    #expect(lines.contains("2,\"\",-1e+300,0x"))
    #expect(lines.contains("3,\"c'est \"\"ça\"\"\",inf,"))
    #expect(lines.contains("6,é€😀,3.0,2.5"))
    #expect(lines.last == "")
  }

  @Test func `a table that is none, and SQLite's own, are none`() throws {
    let copy = try copy()
    for name in ["nothing", "sqlite_schema", "sqlite_sequence", "odd"] {
      #expect(try copy.dump(name, as: .csv) { _ in } == nil)
      #expect(try copy.rows(of: name) == nil)
    }
    #expect(try copy.tables() == ["odd \"name"])
    #expect(try copy.rows(of: "odd \"name") == 6)
    try FileManager.default.removeItem(atPath: folder)
  }
}
