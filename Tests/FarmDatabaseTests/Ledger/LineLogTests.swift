import FarmDatabase
import Foundation
import Records
import Testing

struct LineLogTests {
  private func line(
    _ device: UInt64, sent: UInt64 = 100, resent: UInt64 = 0, received: UInt64 = 100,
    lost: UInt64 = 0, at milliseconds: UInt64 = 1
  ) -> LineRecord {
    LineRecord(
      device: RowID(high: 0, low: device), label: "P\(device)", address: "a",
      milliseconds: milliseconds, framesSent: sent, framesResent: resent,
      framesReceived: received, framesLost: lost)
  }

  private func ledger() throws -> (ledger: Ledger, folder: URL) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "l-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return (try Ledger(besideDatabase: folder.path + "/farm.sqlite"), folder)
  }

  @Test func `the newest session of each pocket counts that passed enough to be judged by`() throws
  {
    let (ledger, folder) = try ledger()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (old, bad, short, other) = (
      line(1, at: 1), line(1, lost: 7, at: 2), line(1, sent: 5, received: 5, at: 3), line(2, at: 4)
    )
    for record in [old, bad, short, other] { try ledger.note(record) }
    #expect(try ledger.newestLines() == [other, short])
    #expect(try ledger.newestLines(framesMinimum: 50) == [other, bad])
  }

  @Test func `the direction that lost more counts, in thousandths`() {
    #expect(line(1).lossPermille == 0)
    #expect(line(1, resent: 5).lossPermille == 50)
    #expect(line(1, resent: 5, received: 90, lost: 10).lossPermille == 100)
    #expect(line(1, sent: 0, received: 0).lossPermille == 0)
  }

  @Test func `old sessions leave the list`() throws {
    let (ledger, folder) = try ledger()
    defer { try? FileManager.default.removeItem(at: folder) }
    try ledger.note(line(9))
    for _ in 0..<500 { try ledger.note(line(1)) }
    #expect(try ledger.newestLines().map(\.label) == ["P1"])
  }
}
