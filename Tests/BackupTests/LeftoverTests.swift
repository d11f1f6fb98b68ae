import Foundation
import Testing

@testable import Backup

/// What a copy that was cut leaves on the medium, and the next copy.
@Suite struct LeftoverTests {
  /// Stops a copy when most of its payload is written, as a pulled stick does.
  private func cutCopy(_ bench: Workbench) {
    #expect(throws: BackupError.interrupted) {
      try bench.copy(report: { progress throws(BackupError) in
        guard progress.phase == .writing, progress.doneBytes * 20 > progress.totalBytes * 17
        else { return }
        throw .interrupted
      })
    }
  }

  private func leftovers(_ bench: Workbench) throws -> [String] {
    try bench.names().filter { $0.hasSuffix(StoreNames.temporarySuffix) }
  }

  @Test(.enabled(if: canMount))
  func `the room that a cut copy took is there for the next one`() throws {
    let bench = try Workbench(rows: 20_000)
    let fullBytes = try #require(try bench.copy().sealed).files.reduce(0) { $0 + $1.bytes }
    let room = fullBytes * 5 / 2 + Int(Publication.reserveBytes)
    try bench.onSmallMedium(kilobytes: room >> 10) {
      try bench.copy()
      let old = try bench.reference()
      try bench.change(rows: 20_000)
      cutCopy(bench)
      #expect(try leftovers(bench) == ["000002-full.sqlite.zst.001.tmp"])
      #expect(try bench.openStore().folder.freeBytes() < fullBytes)
      let next = try #require(try bench.copy().sealed)
      #expect(next.kind == .full)
      #expect(try leftovers(bench) == [] && bench.usable() == [1, next.generation])
      #expect(try bench.restored(1) == old)
      #expect(try bench.restored(next.generation) == bench.reference())
    }
  }

  @Test(.enabled(if: canMount))
  func `the room of a family whose removal was cut is there for the next copy`() throws {
    let bench = try Workbench(rows: 20_000)
    let fullBytes = try #require(try bench.copy().sealed).files.reduce(0) { $0 + $1.bytes }
    let room = fullBytes * 5 / 2 + Int(Publication.reserveBytes)
    try bench.onSmallMedium(kilobytes: room >> 10) {
      for _ in 1...2 {
        try bench.copy()
        try bench.change(rows: 20_000)
      }
      try bench.openStore().folder.withdraw(StoreNames.manifest(1))
      #expect(try bench.openStore().folder.freeBytes() < fullBytes)
      #expect(try bench.copy().sealed?.generation == 3)
      #expect(try bench.usable() == [2, 3] && bench.faults().isEmpty)
    }
  }
}
