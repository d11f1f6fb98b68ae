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

  /// A copy on a medium of its own.
  private func copy(
    _ commit: CommitStamp, isPartial: Bool = false, isPretended: Bool = false
  ) throws {
    try note(
      [commit], on: "\(commit.sequence) \(commit.nonce) \(isPartial)", isPartial: isPartial,
      isPretended: isPretended)
  }

  /// A medium that holds a copy of each of these commits, and some that nobody can read.
  private func note(
    _ commits: [CommitStamp], on medium: String, isPartial: Bool = false,
    isPretended: Bool = false, at time: UInt64 = 1, unreadable: Set<UInt64> = []
  ) throws {
    try base.farm.ledger.note(
      commits.map {
        VerifiedCopy(
          generation: $0.sequence, commit: $0, isPartial: isPartial, isPretended: isPretended,
          milliseconds: time)
      }, on: KnownMedium(id: medium, label: "stick", milliseconds: time), unreadable: unreadable)
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

  @Test func `a copy in a plain folder makes nothing safe and holds back what it lacks`() throws {
    let commits = try (1...3).map { try dock(UInt64($0)) }
    try copy(commits[0], isPretended: true)
    #expect(try acks() == [0, 0])
    try copy(commits[2])
    #expect(try acks() == [3, 1])
  }

  @Test func `a copy that may come to be holds back what it will lack, and is none yet`() throws {
    let commits = try (1...3).map { try dock(UInt64($0)) }
    try note([commits[2]], on: "A")
    let ledger = base.farm.ledger
    try ledger.plan(commits[0], on: "B", milliseconds: 2)
    #expect(try acks() == [3, 1])
    #expect(try ledger.media().map(\.medium.id) == ["A"])
    try ledger.unplan(on: "B")
    #expect(try acks() == [3, 3])
    try ledger.plan(commits[1], on: "A", milliseconds: 2)
    #expect(try acks() == [3, 2])
    #expect(try ledger.media().map(\.newest.commit) == [commits[2]])
    try note([commits[2]], on: "A")
    #expect(try acks() == [3, 3])
  }

  @Test func `a ledger of before there were pretended copies is taken over`() throws {
    let commit = try dock(1)
    try copy(commit)
    let ledger = base.farm.ledger.path
    try FarmProgram.run(ledger, "ALTER TABLE kept DROP COLUMN pretended")
    let again = try Ledger(besideDatabase: base.path)
    #expect(try again.media().map(\.newest.commit) == [commit])
    #expect(try acks() == [1, 1])
  }

  @Test func `a copy that left its medium holds nothing back, one that cannot be read does`() throws
  {
    let commits = try (1...3).map { try dock(UInt64($0)) }
    try note(commits, on: "A")
    #expect(try acks() == [3, 1])
    try note(Array(commits[2...]), on: "A", unreadable: [commits[1].sequence])
    #expect(try acks() == [3, 2])
    try note([commits[0]], on: "B")
    #expect(try acks() == [3, 1])
    try note([commits[2]], on: "A")
    try note([], on: "B")
    #expect(try acks() == [3, 3])
  }

  @Test func `each medium has its newest copy, the one proven last comes first`() throws {
    let commits = try (1...2).map { try dock(UInt64($0)) }
    try note(commits, on: "A", at: 5)
    try note([commits[0]], on: "B", at: 7)
    let media = try base.farm.ledger.media()
    #expect(media.map(\.medium.id) == ["B", "A"])
    #expect(media.map(\.newest.commit) == [commits[0], commits[1]])
    #expect(media.map(\.medium.milliseconds) == [7, 5])
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
