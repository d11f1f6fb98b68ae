import Foundation
import Glibc
import Testing

@testable import Backup

/// Media that somebody else wrote, or that lost a file: what they say is checked before it is used.
@Suite struct ForeignStoreTests {
  private func filled() throws -> Workbench {
    let bench = try Workbench(rows: 100)
    try bench.copy()
    try bench.change(rows: 2)
    try bench.copy()
    return bench
  }

  private func fault(_ generation: Int, _ bench: Workbench) throws -> BackupError? {
    for case .broken(generation, let fault) in try bench.readingStore().generations() {
      return fault
    }
    return nil
  }

  @Test(arguments: ["rm", "truncate -s 0", "truncate -s 70000"])
  func `without a sound medium.json a store is checked and restored, and not written to`(
    damage: String
  ) throws {
    let bench = try filled()
    _ = try shell("\(damage) \(bench.store)/medium.json")
    let store = try bench.readingStore()
    let faults = try store.verify(scratchFolder: bench.scratch).filter { $0.fault != nil }
    #expect(faults.map(\.file) == ["medium.json"])
    let path = bench.folder + "/restored"
    try store.restore(2, to: path)
    #expect(try bench.bytes(path) == bench.reference())
    #expect(try Store.farms(at: bench.medium) == ["ferme"])
    #expect(throws: BackupError.self) { try bench.copy() }
  }

  @Test func `a folder for temporary files that is not there accuses no copy`() throws {
    let bench = try filled()
    #expect(throws: BackupError.scratch(folder: "/nowhere", errno: ENOENT)) {
      try bench.openStore().verify(scratchFolder: "/nowhere")
    }
  }
}
