import Foundation
import Records
import Testing

@testable import FarmDatabase

/// A ledger that is damaged: told as what it is, and put aside whole.
struct LedgerHealthTests {
  private func farm() throws -> ScratchDatabase {
    try ScratchDatabase(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 'x')",
      [ProfileTable(name: "t", identity: .surrogate, direction: .both)])
  }

  /// Overwrites so many bytes of the file.
  private func hurt(_ path: String, at offset: UInt64, bytes: Int) throws {
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: offset)
    try file.write(contentsOf: Data(repeating: 0x5A, count: bytes))
    try file.close()
  }

  @Test func `a sound ledger has no fault, and none is made by looking`() throws {
    let scratch = try farm()
    try Ledger.prove(besideDatabase: scratch.path)
    let nowhere = scratch.path + "-none"
    try Ledger.prove(besideDatabase: nowhere)
    #expect(!FileManager.default.fileExists(atPath: Ledger.place(besideDatabase: nowhere)))
    withExtendedLifetime(scratch) {}
  }

  @Test(arguments: [0, 16_384] as [UInt64])
  func `a damaged page is found and told in one line, and a new ledger takes the place`(
    offset: UInt64
  ) throws {
    let scratch = try farm()
    let path = scratch.path + "-copied"
    try FileManager.default.copyItem(atPath: scratch.path, toPath: path)
    _ = try FarmDatabase(path: path)
    let ledger = Ledger.place(besideDatabase: path)
    try hurt(ledger, at: offset, bytes: 4096)
    let fault = #expect(throws: FarmDatabaseError.self) { try Ledger.prove(besideDatabase: path) }
    guard case .ledgerDamaged(ledger, let detail) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(!detail.isEmpty && !detail.contains("\n"))

    let place = Ledger.placeAside(besideDatabase: path)
    let damaged = try Data(contentsOf: URL(filePath: ledger))
    try Ledger.setAside(besideDatabase: path)
    #expect(try Data(contentsOf: URL(filePath: place)) == damaged)
    _ = try FarmDatabase(path: path)
    try Ledger.prove(besideDatabase: path)
    // The first one that was put aside stays where it is.
    #expect(Ledger.placeAside(besideDatabase: path) == place + "-2")
    withExtendedLifetime(scratch) {}
  }
}
