import FarmDatabase
import Records
import Testing

/// The same base and the same work on both sides give geodiff and us the same table, wherever our
/// rules are the same: a row edited by one side, other columns, the same value, deletes.
@Suite(.enabled(if: Geodiff.isInstalled, Comment(rawValue: Geodiff.absence)))
struct GeodiffAgreementTests {
  @Test(arguments: UInt64(1)...24)
  func `both give the same table`(seed: UInt64) throws {
    let work = TwoSidedWork(seed: seed)
    let ours = try ScratchDatabase(
      TwoSidedWork.schema + work.base,
      [ProfileTable(name: "record", identity: .natural, direction: .both)])
    let theirs = try Geodiff.rebase(
      base: TwoSidedWork.schema + work.base, pc: work.pc, pocket: work.pocket, in: ours.folder)
    #expect(theirs.refusal == nil && !theirs.toldConflict, "\(theirs.refusal ?? "")")
    try ours.program("BEGIN; \(work.pc) COMMIT;")
    let receipt = try ours.merge(
      work.changes.map { change in
        ours.change(
          change.kind, 0, .derived(table: "record", key: [.integer(change.key)]), change.cells)
      })
    #expect(receipt.tables.map(\.conflicts) == [0] && receipt.tables.map(\.quarantined) == [0])
    let table = try ours.rows(TwoSidedWork.listing)
    #expect(table == (try theirs.rows(TwoSidedWork.listing)))
    #expect(table.count > 12)
  }

  @Test func `the seeds hold every fate of a row many times`() {
    let fates = (UInt64(1)...24).flatMap { TwoSidedWork(seed: $0).fates }
    for fate in TwoSidedWork.Fate.allCases {
      #expect(fates.count { $0 == fate } > 50, "\(fate)")
    }
  }
}
