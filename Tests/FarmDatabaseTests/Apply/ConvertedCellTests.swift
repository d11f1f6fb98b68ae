import FarmDatabase
import Records
import Testing

/// Columns that convert what is put into them: the same again is still the same.
@Suite struct ConvertedCellTests {
  @Test func `redelivery changes nothing where the column made another class of a cell`() throws {
    let base = try ScratchDatabase(
      "CREATE TABLE t(id BLOB PRIMARY KEY, r REAL, t TEXT, n NUMERIC);",
      [ProfileTable(name: "t", identity: .own, direction: .both)])
    let changes = [
      base.change(
        .create, 0, id(1),
        [0: (.null, .integer(9)), 1: (.null, .integer(5)), 2: (.null, .text("7"))]),
      base.change(
        .update, 0, id(1),
        [0: (.integer(9), .integer(8)), 1: (.integer(5), .integer(6)), 2: (.text("7"), .real(3))]),
    ]
    for change in changes { try base.merge([change]) }
    let wanted = "real8.0text6integer3"
    let row = "SELECT typeof(r) || r || typeof(t) || t || typeof(n) || n FROM t"
    #expect(try base.rows(row) == [wanted])
    try base.merge(changes)
    #expect(try base.rows(row) == [wanted])
    #expect(try base.rows("SELECT columns, winner, loser FROM sync_conflict") == [])
  }
}
