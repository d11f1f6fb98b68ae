import FarmDatabase
import Records
import Testing

@Suite struct QuarantineTests {
  let base: ScratchDatabase

  init() throws {
    base = try ReviewFarm.make()
    try base.merge([ReviewFarm.job(base, 20, field: 3)])
  }

  @Test func `a change that waits is told with its values`() throws {
    let item = try #require(try base.farm.quarantine(limit: 9).first)
    #expect(item.reason == .missingParent && item.kind == .create)
    #expect(item.author.pocket == "Luc")
    #expect(item.title.map(\.value) == [.blob(id(3).bytes), .text("n")])
    #expect(item.cells.map(\.column.name) == ["field_id", "dose", "unit", "note"])
    #expect(item.cells.map(\.new.value).dropFirst() == [.integer(9), .text("kg"), .text("n")])
  }

  @Test func `it is placed when its cause is gone, and the pocket's cursor stays`() throws {
    #expect(
      throws: FarmDatabaseError.review(.stillNotPlaced(reason: .missingParent, detail: ""))
    ) { _ = try base.farm.retry(1) }
    #expect(try base.rows("SELECT count(*) FROM sync_quarantine") == ["1"])
    try base.program("INSERT INTO field VALUES (\(hex(3)), 'Bois', 1)")
    let merged = try base.farm.pockets().map(\.peer.mergedNumber)
    #expect(try base.farm.retry(1).state == "placed")
    #expect(try base.rows("SELECT dose FROM job WHERE id = \(hex(20))") == ["9"])
    #expect(try base.farm.pockets().map(\.peer.mergedNumber) == merged)
    #expect(try base.farm.openReviews().quarantined == 0)
    #expect(throws: FarmDatabaseError.review(.alreadyDecided("q1"))) {
      _ = try base.farm.retry(1)
    }
  }

  @Test func `it leaves the list for good and stays in the database`() throws {
    #expect(try base.farm.setAside(1).state == "set-aside")
    #expect(try base.farm.quarantine(limit: 9).isEmpty)
    #expect(try base.farm.quarantined(1).cells.count == 4)
    #expect(throws: FarmDatabaseError.review(.noSuchItem("q2"))) {
      _ = try base.farm.setAside(2)
    }
  }
}
