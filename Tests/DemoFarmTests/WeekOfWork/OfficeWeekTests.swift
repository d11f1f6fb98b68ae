import Records
import Testing

@testable import DemoFarm

struct OfficeWeekTests {
  private static let monday = CalendarDay(2026, 9, 21)

  @Test func `every edit that is reported stands in the database`() throws {
    let farm = try TestFarm()
    let edits = try OfficeWeek(seed: 3, monday: Self.monday).work(in: farm.path)
    for edit in edits {
      let found = try FarmConnection(path: farm.path).rows(
        "SELECT * FROM \(edit.table) WHERE id = ?", [.id(edit.row)])
      #expect(found.count == (edit.kind == .delete ? 0 : 1), "\(edit)")
      for value in edit.cells.values { #expect(found.first?.contains(value) == true, "\(edit)") }
    }
  }

  @Test func `the week validates, corrects, renames, adds and deletes`() throws {
    let farm = try TestFarm()
    let edits = try OfficeWeek(seed: 3, monday: Self.monday).work(in: farm.path)
    func count(_ kind: ChangeKind, _ table: String) -> Int {
      edits.filter { $0.kind == kind && $0.table == table }.count
    }
    #expect(count(.update, "intervention") >= 6)
    #expect(count(.update, "intervention_input") == 4)
    #expect(count(.update, "parcel") == 1)
    #expect(count(.create, "product") == 1)
    #expect(count(.create, "intervention") == 5)
    #expect(count(.delete, "intervention") == 1)
    #expect(try farm.rows("PRAGMA foreign_key_check").isEmpty)
  }

  @Test func `no row is edited twice`() throws {
    let farm = try TestFarm()
    let edits = try OfficeWeek(seed: 3, monday: Self.monday).work(in: farm.path)
    #expect(Set(edits.map(\.row)).count == edits.count)
  }

  @Test func `rows that the pocket knows come first`() throws {
    let farm = try TestFarm()
    let oldest = try farm.knownRows(of: ["intervention_input"]).map(\.id).min()
    let shared = try #require(oldest)
    let edits = try OfficeWeek(seed: 3, monday: Self.monday)
      .work(in: farm.path, sharing: [shared])
    #expect(edits.contains { $0.row == shared })
  }
}
