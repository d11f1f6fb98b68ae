import FarmDatabase
import Records
import Testing

private let field = "CREATE TABLE field(id BLOB PRIMARY KEY, label TEXT) WITHOUT ROWID;"

/// Batches that were received and not merged, when their pocket comes back or its twin does.
@Suite struct InboxTests {
  let base: ScratchDatabase

  init() throws {
    base = try ScratchDatabase(
      field, [ProfileTable(name: "field", identity: .own, direction: .both)])
    for _ in 1...20 { _ = base.change(.create, 0, id(1)) }
  }

  private func keep(_ first: UInt64, _ last: UInt64, nonce: UInt64) throws {
    try base.farm.ledger.store(
      [1, 2, 3], first: first, last: last, lastNonce: nonce, device: base.device,
      incarnation: base.incarnation)
  }

  private func open() throws -> UInt64 {
    let session = RowID(high: .random(in: 1 ... .max), low: 2)
    return try base.farm.open(session: session, run: session, pocket: base.facts()).receivedNumber
  }

  @Test func `a pocket continues behind the unbroken run that is here`() throws {
    try keep(1, 5, nonce: 5 * 31)
    try keep(6, 9, nonce: 9 * 31)
    try keep(12, 14, nonce: 14 * 31)
    #expect(try open() == 9)
  }

  @Test func `what lies behind a gap is dropped, for it comes again in other batches`() throws {
    try keep(5, 5, nonce: 5 * 31)
    #expect(try open() == 0)
    try keep(1, 4, nonce: 4 * 31)
    try keep(5, 9, nonce: 9 * 31)
    #expect(try open() == 9)
  }

  @Test func `what a twin of the pocket sent is not taken for its own`() throws {
    try keep(1, 5, nonce: 5 * 31)
    try keep(6, 9, nonce: 666)
    #expect(try open() == 0)
    #expect(
      try base.farm.ledger.left(
        device: base.device, incarnation: base.incarnation, after: 0) == 0)
  }
}
