import Testing

@testable import Backup

@Suite struct StopTests {
  @Test func `a copy that is stopped at any step of its progress is not there at all`() throws {
    let bench = try Workbench(rows: 2_500)
    var stopAt = 0
    var made: Manifest?
    while made == nil {
      var step = 0
      do throws(BackupError) {
        made = try bench.copy(report: { _ throws(BackupError) in
          defer { step += 1 }
          if step == stopAt { throw .interrupted }
        }).sealed
      } catch .interrupted {
        #expect(try bench.openStore().generations().isEmpty, "stopped at step \(stopAt)")
      }
      stopAt += 1
    }
    #expect(stopAt >= 4, "the progress has fewer steps than phases")
    // A number that a stopped copy used is not given again.
    let generation = try #require(made?.generation)
    #expect(try bench.restored(generation) == (try bench.reference()))
  }

  @Test func `a check that is stopped blames no file`() throws {
    let bench = try Workbench()
    try bench.copy()
    let store = try bench.openStore()
    #expect(throws: BackupError.interrupted) {
      try store.verify(scratchFolder: bench.scratch) { _ throws(BackupError) in
        throw .interrupted
      }
    }
  }

  @Test func `a restoration that is stopped leaves no file`() throws {
    let bench = try Workbench()
    try bench.copy()
    let store = try bench.openStore()
    let target = bench.folder + "/stopped/new.sqlite"
    _ = try shell("mkdir \(bench.folder)/stopped")
    #expect(throws: BackupError.interrupted) {
      try store.restore(1, to: target) { _ throws(BackupError) in throw .interrupted }
    }
    #expect(try shell("ls -A \(bench.folder)/stopped").output == "")
  }
}
