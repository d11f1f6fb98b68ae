import Records
import Testing

@testable import FarmDatabase

/// What a copy holds, and what every copy holds that one could go back to.
@Suite struct AcknowledgementTests {
  private let base: SetBackFarm

  init() throws {
    base = try SetBackFarm(
      "CREATE TABLE t(id BLOB PRIMARY KEY, a TEXT)",
      [ProfileTable(name: "t", identity: .own, direction: .both)])
  }

  /// A dock with one more change; the commit that holds it.
  private func dock(_ number: UInt64) throws -> CommitStamp {
    try base.dock(
      knows: try base.commits(), last: number,
      [base.change(number, .create, 0, id(number), [0: (.null, .text("a\(number)"))])]
    ).commit
  }

  private func copy(_ commit: CommitStamp, isPartial: Bool = false) throws {
    try base.farm.ledger.note(
      VerifiedCopy(
        generation: commit.sequence, medium: "stick", commit: commit, isPartial: isPartial,
        milliseconds: 1))
  }

  private func acks() throws -> [UInt64] {
    let opening = try base.farm.open(
      session: RowID(high: .random(in: 1 ... .max), low: 3), run: RowID(high: 1, low: 1),
      pocket: base.facts(SetBackFarm.device, 1, try base.commits(), 3))
    return [opening.safeNumber, opening.pruneNumber]
  }

  @Test func `the newest copy makes a change safe, the oldest lets it be dropped`() throws {
    let commits = try (1...3).map { try dock(UInt64($0)) }
    #expect(try acks() == [0, 0])
    try copy(commits[1])
    #expect(try acks() == [2, 2])
    try copy(commits[2], isPartial: true)
    #expect(try acks() == [2, 2])
    try copy(commits[2])
    #expect(try acks() == [3, 2])
    try copy(commits[0], isPartial: true)
    #expect(try acks() == [3, 1])
  }

  @Test func `copies of a lost branch hold nothing, and without a list nothing is dropped`() throws
  {
    let first = try dock(1)
    let old = try base.copy()
    try copy(first)
    let lost = try dock(2)
    try copy(lost)
    #expect(try acks() == [2, 1])
    try base.setBack(to: old)
    #expect(try acks() == [1, 1])
    // The new branch reaches the place of the lost copy's commit: that copy is of another one.
    #expect(try dock(2).sequence == lost.sequence)
    #expect(try acks() == [1, 1])
    try base.setBack(to: old, ledger: false)
    #expect(try acks() == [0, 0])
  }

  @Test func `a repeated change that is in makes no commit and is acknowledged`() throws {
    let first = try dock(1)
    let again = base.change(2, .update, 0, id(1), [0: (.text("x"), .text("a1"))])
    let receipt = try base.dock(knows: try base.commits(), last: 2, [again])
    #expect(receipt.commit == first)
    #expect(try base.rows("SELECT merged_number FROM sync_peer_log") == ["2"])
    // The copy may be older than the cursor, which made no commit.
    try copy(first)
    #expect(try acks() == [1, 1])
    try copy(try base.work("INSERT INTO t VALUES(\(hex(9)), 'office')"))
    #expect(try acks() == [2, 1])
  }
}
