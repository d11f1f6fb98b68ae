import Records
import Testing

@testable import FarmDatabase

/// Two pockets that say they are one.
@Suite struct TwinLogTests {
  private let base: SetBackFarm

  init() throws {
    base = try SetBackFarm(
      "CREATE TABLE t(id BLOB PRIMARY KEY, a TEXT)",
      [ProfileTable(name: "t", identity: .own, direction: .both)])
  }

  private func open(
    log incarnation: UInt64, last: UInt64, salt: UInt64 = 31, device: RowID = SetBackFarm.device,
    first: UInt64 = 1
  ) throws -> SessionOpening {
    var facts = base.facts(device, incarnation, try base.commits(), last)
    facts.recentNonces = Dictionary(uniqueKeysWithValues: (0...last).map { ($0, $0 &* salt) })
    facts.firstNumber = first
    return try base.farm.open(
      session: RowID(high: .random(in: 1 ... .max), low: 3), run: RowID(high: 1, low: 1),
      pocket: facts)
  }

  private func merge(log incarnation: UInt64, last: UInt64, salt: UInt64 = 31) throws {
    _ = try base.farm.merge(
      MergeRequest(
        device: SetBackFarm.device, incarnation: incarnation,
        session: RowID(high: .random(in: 1 ... .max), low: 4), lastNumber: last,
        lastNonce: last &* salt, feedSequence: 0)
    ) { give in
      try give(base.change(last, .create, 0, id(last &* salt), [0: (.null, .text("a"))]))
    }
  }

  @Test func `each keeps its own cursor, and people are told once`() throws {
    #expect(try !open(log: 1, last: 2).isSetBack)
    try merge(log: 1, last: 2)
    // The twin has the same log with another second change.
    let twin = try open(log: 1, last: 3, salt: 37)
    #expect(twin.isSetBack && twin.peer.mergedNumber == 0 && !twin.areTwins)
    let log = twin.peer.incarnation
    try merge(log: log, last: 3, salt: 37)
    var told = 0
    for _ in 0..<3 {
      let first = try open(log: 1, last: 2)
      #expect(!first.isSetBack && first.peer.incarnation == 1 && first.peer.mergedNumber == 2)
      let second = try open(log: log, last: 3, salt: 37)
      #expect(!second.isSetBack && second.peer.incarnation == log)
      #expect(second.peer.mergedNumber == 3 && second.receivedNonce == 111)
      told += (first.areTwins ? 1 : 0) + (second.areTwins ? 1 : 0)
    }
    #expect(told == 1)
  }

  @Test func `a cursor never goes back`() throws {
    for last in [3, 2] as [UInt64] {
      _ = try open(log: 1, last: 3)
      try merge(log: 1, last: last)
    }
    let opening = try open(log: 1, last: 3)
    #expect(!opening.isSetBack && opening.peer.mergedNumber == 3)
  }

  @Test func `a pocket that was reset starts at nothing, one with another's log gets a new one`()
    throws
  {
    _ = try open(log: 1, last: 2)
    try merge(log: 1, last: 2)
    let reset = try open(log: 9, last: 4)
    #expect(!reset.isSetBack && reset.peer.mergedNumber == 0 && reset.receivedNumber == 0)
    let other = try open(log: 1, last: 2, device: RowID(high: 0xD0, low: 2))
    #expect(other.isSetBack && other.isNew && other.peer.incarnation != 1)
  }

  @Test func `a log whose beginning was dropped unseen, or that ends too early, is set back`()
    throws
  {
    #expect(try open(log: 1, last: 5, first: 4).isSetBack)
    _ = try open(log: 2, last: 4)
    try merge(log: 2, last: 4)
    #expect(try open(log: 2, last: 3).isSetBack)
  }
}
