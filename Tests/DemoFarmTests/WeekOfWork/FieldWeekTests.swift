import Records
import Testing

@testable import DemoFarm

struct FieldWeekTests {
  private static let monday = CalendarDay(2026, 9, 21)

  /// What both sides start from, and what each of them did.
  private struct Both {
    let known: [KnownRow]
    let office: [WorkEdit]
    let field: [WorkEdit]
  }

  private func both(seed: UInt64 = 5) throws -> Both {
    let farm = try TestFarm()
    let known = try farm.knownRows(of: TestFarm.pocketTables)
    let office = try OfficeWeek(seed: seed, monday: Self.monday)
      .work(in: farm.path, sharing: Set(known.map(\.id)))
    let field = try FieldWeek(seed: seed, monday: Self.monday)
      .work(knowing: known, meanwhile: office)
    return Both(known: known, office: office, field: field)
  }

  @Test func `a week beside a busy office holds every way in which two edits can meet`() throws {
    // No birth waits for its notification in a quiet stable, so that one needs its own test.
    let intents = Set(try both().field.map(\.intent))
    #expect(intents.isSuperset(of: Set(WorkIntent.allCases).subtracting([.deleteOfEdited])))
  }

  @Test func `a conflict puts another value than the office and the common start`() throws {
    let both = try both()
    let conflicts = both.field.filter { $0.intent == .conflict }
    #expect(conflicts.count >= 3)
    for edit in conflicts {
      let office = try #require(both.office.first { $0.row == edit.row })
      let start = try #require(both.known.first { $0.id == edit.row })
      #expect(Set(edit.cells.keys) == Set(office.cells.keys))
      for (column, value) in edit.cells {
        #expect(value != office.cells[column])
        #expect(value != start.cells[column])
      }
    }
  }

  @Test func `harmless answers agree with the office or touch another column`() throws {
    let both = try both()
    for edit in both.field where edit.intent == .agreement {
      #expect(both.office.first { $0.row == edit.row }?.cells == edit.cells)
    }
    for edit in both.field where edit.intent == .elsewhere {
      let office = try #require(both.office.first { $0.row == edit.row })
      #expect(Set(edit.cells.keys).isDisjoint(with: office.cells.keys))
    }
  }

  @Test func `an event that the office notified is deleted in the field`() throws {
    let id = RowID(high: 1, low: 1)
    let farm = try TestFarm()
    let event = KnownRow(table: "animal_event", id: id, cells: ["id": .id(id)])
    let known = try farm.knownRows(of: TestFarm.pocketTables) + [event]
    let told = WorkEdit(
      kind: .update, table: "animal_event", row: id, cells: ["notified_on": .text("2026-09-22")])
    let field = try FieldWeek(seed: 1, monday: Self.monday)
      .work(knowing: known, meanwhile: [told])
    #expect(field.contains { $0.row == id && $0.intent == .deleteOfEdited && $0.kind == .delete })
  }

  @Test func `edits that meet nobody touch no row of the office`() throws {
    let both = try both()
    let office = Set(both.office.map(\.row))
    for edit in both.field where edit.intent == .alone { #expect(!office.contains(edit.row)) }
  }

  @Test func `the list applies in its order to the database it was made for`() throws {
    let farm = try TestFarm()
    let known = try farm.knownRows(of: TestFarm.pocketTables)
    let field = try FieldWeek(seed: 9, monday: Self.monday).work(knowing: known)
    let connection = try FarmConnection(path: farm.path)
    try connection.execute("PRAGMA foreign_keys = ON")
    for edit in field {
      let (sql, values) = edit.statement
      try connection.rows(sql, values)
    }
    #expect(field.filter { $0.kind == .create && $0.table == "intervention" }.count == 30)
    #expect(field.contains { $0.kind == .update })
    #expect(field.contains { $0.kind == .delete })
  }

  @Test func `the same seed gives the same week, another seed another`() throws {
    let known = try TestFarm().knownRows(of: TestFarm.pocketTables)
    func week(_ seed: UInt64) throws -> [WorkEdit] {
      try FieldWeek(seed: seed, monday: Self.monday).work(knowing: known.shuffled())
    }
    #expect(try week(4) == week(4))
    #expect(try week(4) != week(5))
  }

  @Test func `a pocket that was fed nothing cannot work`() {
    #expect(throws: DemoFarmError.nothingToWorkOn(table: "parcel_season")) {
      try FieldWeek(seed: 1, monday: Self.monday).work(knowing: [])
    }
  }
}
