import FarmDatabase
import Records
import Testing

@Suite struct HistoryTests {
  let base: ScratchDatabase

  init() throws {
    base = try ReviewFarm.make()
    try base.merge([
      ReviewFarm.job(base, 20), base.change(.update, 1, id(11), [1: (.integer(6), .integer(7))]),
    ])
    try base.program("UPDATE job SET dose = 8 WHERE id = \(hex(20))")
    try base.merge([base.change(.update, 1, id(11), [3: (.text("b"), .text("c"))])])
  }

  @Test func `commits are told newest first, with rows by table`() throws {
    let entries = try base.farm.history(limit: 9)
    #expect(entries.map(\.author.kind) == [.merge, .capture, .merge, .prepare])
    #expect(entries.map(\.author.pocket) == ["Luc", nil, "Luc", nil])
    #expect(entries.map { $0.tables.map(\.rows) } == [[1], [1], [2], [2, 2]])
    #expect(entries.map { $0.session?.count } == [8, nil, 8, nil])
    #expect(try base.farm.history(limit: 2).map(\.author.commit) == [4, 3])
  }

  @Test func `a session is told row by row`() throws {
    let told = try base.farm.history(ofSession: "2", limit: 9)
    let rows = told.rows
    #expect(told.entries.map(\.author.commit) == [2])
    #expect(rows.map(\.event) == [.changed, .created])
    #expect(rows[0].cells.map(\.column.name) == ["dose"])
    #expect(rows[0].cells.map(\.old?.value) == [.integer(6)])
    #expect(rows[0].cells.map(\.new?.value) == [.integer(7)])
    #expect(try base.farm.history(ofSession: "2", limit: 1).rows.count == 1)
  }

  @Test func `a record is told version by version, with who wrote each`() throws {
    try base.program("DELETE FROM job WHERE id = \(hex(11))")
    #expect(try base.farm.capture() == 1)
    let rows = try base.farm.history(ofRecord: id(11).hexadecimal, in: "JOB", limit: 9)
    #expect(rows.map(\.event) == [.deleted, .changed, .changed, .created])
    #expect(rows.map(\.author.kind) == [.capture, .merge, .merge, .prepare])
    #expect(rows.map { $0.cells.map(\.column.name) }[1] == ["note"])
    #expect(try base.farm.history(ofRecord: "c", in: "job", limit: 1).map(\.event) == [.deleted])
  }

  @Test func `what is not there is said`() throws {
    #expect(throws: FarmDatabaseError.review(.noSuchTable("x"))) {
      _ = try base.farm.history(ofRecord: "1", in: "x", limit: 1)
    }
    #expect(throws: FarmDatabaseError.review(.noSuchRecord(table: "job", key: "x"))) {
      _ = try base.farm.history(ofRecord: "x", in: "job", limit: 1)
    }
  }
}
