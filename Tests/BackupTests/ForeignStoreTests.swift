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

  @Test func `a folder for temporary files that is not there accuses no copy`() throws {
    let bench = try filled()
    #expect(throws: BackupError.scratch(folder: "/nowhere", errno: ENOENT)) {
      try bench.openStore().verify(scratchFolder: "/nowhere")
    }
  }
}
