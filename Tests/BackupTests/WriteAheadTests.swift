import Foundation
import Testing

@testable import Backup

/// A full reaches the medium while it is packed, and counts only if the locked pages are the same.
@Suite struct WriteAheadTests {
  private let bench: Workbench
  private var begun: String { bench.store + "/000001-full.sqlite.zst.001.tmp" }

  init() throws {
    bench = try Workbench(rows: 4_000)
    _ = try shell("touch -d '10 seconds ago' \(bench.database)")
  }

  @Test func `the frames of a full are on the medium before the lock is taken`() throws {
    nonisolated(unsafe) var bytesBeforeLock: Int?
    let manifest = try #require(
      try copy { bytesBeforeLock = size(of: begun, atLeast: 1_000_000) }.sealed)
    #expect(manifest.generation == 1)
    #expect(try #require(bytesBeforeLock) <= manifest.files[0].bytes)
    #expect(try bench.restored(1) == bench.reference())
    #expect(try bench.names().allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test func `what was written of pages that moved since is taken away again`() throws {
    let manifest = try #require(
      try copy { try? bench.run("UPDATE record SET text = 'new' WHERE id % 2 = 0") }.sealed)
    #expect(manifest.generation == 1)
    #expect(try bench.restored(1) == bench.reference())
    #expect(try bench.names().allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test func `nothing is begun where a full might not fit`() throws {
    let ahead = WriteAhead(
      store: try bench.openStore(), generation: 1, recipient: nil, partBytes: 2 << 20)
    let file = try OpenFile.scratch(in: bench.scratch)
    try ahead.begin(file, contentBytes: Int.max / 4)
    #expect(!ahead.holds(Frames(file: file)))
    #expect(try bench.names().allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test func `a medium that fails meanwhile is told when its turn comes`() throws {
    let ahead = WriteAhead(
      store: try bench.openStore(), generation: 1, recipient: nil, partBytes: 2 << 20)
    defer { ahead.giveUp() }
    let frames = Frames(file: try OpenFile.scratch(in: bench.scratch))
    try ahead.begin(frames.file, contentBytes: 1 << 20)
    // The name that its first part needs is taken by now.
    try FileManager.default.createDirectory(atPath: begun, withIntermediateDirectories: false)
    ahead.offer(try [7, 7, 7].withUnsafeBytes { try frames.append($0) })
    #expect(ahead.holds(frames))
    #expect(throws: BackupError.io(path: "000001-full.sqlite.zst.001.tmp", errno: EEXIST)) {
      try ahead.finish(totalBytes: 3, report: { _ in })
    }
  }

  @Test func `a copy that is stopped before the lock leaves no file`() throws {
    #expect(throws: BackupError.interrupted) {
      try copy {
        size(of: begun, atLeast: 1)
      } report: { progress throws(BackupError) in
        if progress.phase == .writing { throw .interrupted }
      }
    }
    #expect(try bench.names().allSatisfy { !$0.hasPrefix("0") })
  }

  @discardableResult
  private func copy(
    beforeLock: @escaping () -> Void, report: @escaping ProgressReport = { _ in }
  ) throws -> WriteOutcome {
    let writer = BackupWriter(
      store: try bench.openStore(), scratchFolder: bench.scratch, program: "0.1",
      medium: Workbench.pretended, report: report)
    return try writer.write(
      bench.ticket(), facts: Workbench.facts, milliseconds: Workbench.day,
      unlocked: { lend throws(BackupError) in
        try bench.glance(lend)
        beforeLock()
      }, locked: bench.locked)
  }

  /// Waits for the file to grow so far; what it has then, or nil after five seconds.
  @discardableResult
  private func size(of path: String, atLeast bytes: Int) -> Int? {
    for _ in 0..<500 {
      let facts = try? FileManager.default.attributesOfItem(atPath: path)
      if let size = facts?[.size] as? Int, size >= bytes { return size }
      usleep(10_000)
    }
    return nil
  }
}
