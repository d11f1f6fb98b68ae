import FarmDatabase
import Records
import Testing

@Suite struct DownFeedTests {
  @Test func `a farm with one table feeds each row once, in pieces and in order`() throws {
    let rows = (1...10).map { "(\(hex(UInt64($0))), 'row \($0)')" }.joined(separator: ", ")
    let base = try ScratchDatabase(
      "CREATE TABLE note(id BLOB PRIMARY KEY, text TEXT); INSERT INTO note VALUES \(rows);",
      [ProfileTable(name: "note", identity: .own, direction: .both)])
    let pieces = try base.fed()
    #expect(pieces.map(\.rows.count) == [3, 3, 3, 1])
    #expect(pieces.flatMap(\.rows) == (1...10).map { id($0) })
    #expect(
      try base.fed(from: pieces[1].cursor(after: 2)).flatMap(\.rows) == (7...10).map { id($0) })
    #expect(try base.fed(from: FeedCursor(after: 1)).isEmpty)
  }
}
