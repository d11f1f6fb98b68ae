import PocketProtocol
import Records
import Testing

@testable import SyncEngine

/// Batches that are read on another thread come in the order in which they were received.
@Suite struct ReadAheadTests {
  private func batch(_ number: UInt64) throws -> [UInt8] {
    let change = PocketChange(
      number: number, nonce: number, kind: .delete, table: .index(0), row: RowID(high: 1, low: 1),
      seen: 0, cells: [:])
    var batch = ChangeBatchBuilder()
    _ = try batch.add(change)
    return try ToPC.upBatch(batch.finish()).encoded()
  }

  @Test func `each batch comes once, in order, and those under way are given at the end`() throws {
    let ahead = ReadAhead()
    var numbers: [UInt64] = []
    for number in 1...11 as ClosedRange<UInt64> {
      if let read = ahead.add(try batch(number)) { numbers.append(read.batch?.first ?? 0) }
    }
    #expect(numbers == [1, 2, 3, 4, 5, 6, 7])
    while let read = ahead.next() { numbers.append(read.batch?.first ?? 0) }
    #expect(numbers == Array(1...11))
  }

  @Test func `a batch that cannot be read is given as such, in its place`() throws {
    let ahead = ReadAhead()
    _ = ahead.add(try batch(1))
    _ = ahead.add([0xFF, 0xFF])
    #expect(ahead.next()?.batch?.first == 1)
    let broken = try #require(ahead.next())
    #expect(broken.batch == nil && broken.columns.isEmpty)
    #expect(ahead.next() == nil)
  }
}
