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
      #expect(next.kind == .full && next.generation == 3)
      #expect(try leftovers(bench) == [] && bench.usable() == [1, 3])
      #expect(try bench.restored(1) == old)
      #expect(try bench.restored(3) == bench.reference())
    }
  }

  @Test func `where there is room a leftover leaves only after the next copy`() throws {
    let bench = try Workbench(rows: 4_000)
    _ = try bench.openStore()
    let left = bench.store + "/000001-full.sqlite.zst.001.tmp"
    try Data("left".utf8).write(to: URL(fileURLWithPath: left))
    nonisolated(unsafe) var seen: Set<Int> = []
    try bench.copy(report: { progress in
      guard progress.phase == .readingBack else { return }
      seen.insert((try? leftovers(bench).count(where: { $0.hasPrefix("000001") })) ?? -1)
    })
    #expect(seen == [1])
    #expect(try leftovers(bench) == [])
  }
}
