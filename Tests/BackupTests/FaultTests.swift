import Foundation
import Glibc
import Testing

@testable import Backup

@Suite struct FaultTests {
  @Test(.enabled(if: canMount))
  func `a medium that is too small is refused before a byte of the copy is written`() throws {
    let bench = try Workbench(rows: 20_000)
    try bench.onSmallMedium(kilobytes: 4_000) {
      _ = try bench.openStore()
      let before = try bench.names()
      do throws(BackupError) {
        try bench.copy()
        Issue.record("it cannot fit")
      } catch .mediumFull(let needed, let free) {
        #expect(needed > free && free < 4_000 << 10)
      }
      #expect(try bench.names() == before)
    }
  }

  @Test(.enabled(if: canMount))
  func `a medium that fills up while it is written keeps every older generation`() throws {
    let bench = try Workbench(rows: 12_000)
    try bench.onSmallMedium(kilobytes: 20_000) {
      try bench.copy()
      let old = try bench.reference()
      try bench.change(rows: 12_000)
      // Somebody else fills the stick between preflight and the end of the copy.
      nonisolated(unsafe) var isFilled = false
      let hog = bench.medium + "/hog"
      #expect(throws: BackupError.self) {
        try bench.copy(report: { progress in
          guard progress.phase == .writing, !isFilled else { return }
          isFilled = true
          _ = try? shell("dd if=/dev/zero of=\(hog) bs=4k 2>/dev/null")
        })
      }
      #expect(isFilled)
      #expect(try bench.openStore().generations().map(\.number) == [1])
      let names = try FileManager.default.contentsOfDirectory(atPath: bench.store)
      #expect(names.contains { $0.hasSuffix(StoreNames.temporarySuffix) })
      #expect(try bench.faults().isEmpty)
      #expect(try bench.restored(1) == old)
      unlink(hog)
      #expect(try bench.copy().sealed?.generation == 3)
      #expect(try bench.restored(3) == bench.reference())
    }
  }

  @Test(.enabled(if: canMount))
  func `a medium mounted read-only is named so`() throws {
    let bench = try Workbench()
    try bench.onSmallMedium(kilobytes: 8_000) {
      try bench.copy()
      try #require(
        mount("tmpfs", bench.medium, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil)
          == 0)
      try bench.change(rows: 3)
      #expect(throws: BackupError.readOnly) { try bench.copy() }
      #expect(try bench.faults().isEmpty)
    }
  }

  @Test(.enabled(if: canMount), arguments: [CopyProgress.Phase.hashing, .writing, .readingBack])
  func `a medium that goes away in the middle is a vanished or another one`(
    phase: CopyProgress.Phase
  ) throws {
    let bench = try Workbench(rows: 3_000)
    try bench.onSmallMedium(kilobytes: 40_000) {
      try bench.copy()
      try bench.change(rows: 10)
      nonisolated(unsafe) var isGone = false
      do throws(BackupError) {
        try bench.copy(report: { progress in
          guard progress.phase == phase, !isGone else { return }
          isGone = true
          // The mount point falls back to the disk below, as with a stick that is unmounted.
          umount2(bench.medium, Int32(MNT_DETACH))
        })
        Issue.record("published on a medium that is gone")
      } catch {
        #expect(error == .changedIdentity || error == .vanished)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: bench.medium).isEmpty)
      try #require(mount("tmpfs", bench.medium, "tmpfs", 0, "size=64k") == 0)
    }
  }

  @Test func `a file size limit stops the writer and harms nothing`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let file = "000002-full.sqlite.zst.001.tmp"
      let fault = try Self.copyUnderSizeLimit()
      #expect(fault == .io(path: file, errno: EFBIG))
    }
  }

  /// Only the medium's file passes the limit, which is set while it is written.
  private static func copyUnderSizeLimit() throws -> BackupError? {
    let bench = try Workbench(rows: 6_000)
    try bench.copy()
    let old = try bench.reference()
    try bench.change(rows: 6_000)
    var before = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
    var small = rlimit(rlim_cur: 300_000, rlim_max: before.rlim_max)
    nonisolated(unsafe) var isSet = false
    let fault = failure {
      _ = try bench.copy(report: { progress in
        guard progress.phase == .writing, !isSet else { return }
        isSet = true
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &small)
      })
    }
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
    #expect(try bench.faults().isEmpty)
    #expect(try bench.restored(1) == old)
    return fault
  }

  private static func failure(_ body: () throws -> Void) -> BackupError? {
    do {
      try body()
      return nil
    } catch {
      return error as? BackupError
    }
  }

  @Test func `foreign names and leftovers never block`() throws {
    let bench = try Workbench()
    _ = try bench.openStore()
    for name in [
      "._000001.json", "FSCK0001.REC", "System Volume Information", "000007.json.tmp",
      "000009-full.sqlite.zst.001.tmp", "000010-delta.zst", "000011.json.old", "Thumbs.db",
      "medium.json.tmp", "999999-photos.txt", "999999.jpg",
    ] {
      try Data("junk".utf8).write(to: URL(fileURLWithPath: bench.store + "/" + name))
    }
    #expect(try bench.copy().sealed?.generation == 11)
    #expect(try bench.faults().isEmpty)
    let left = Set(try FileManager.default.contentsOfDirectory(atPath: bench.store))
    let foreign: Set = ["._000001.json", "System Volume Information", "000011.json.old"]
    #expect(left.isSuperset(of: foreign) && left.contains("000010-delta.zst"))
    #expect(!left.contains("000007.json.tmp") && !left.contains("000009-full.sqlite.zst.001.tmp"))
  }

  /// Each name that a first full uses, and the phase at whose last report nothing has it yet.
  @Test(arguments: [
    ("000001-pages.idx.tmp", CopyProgress.Phase.writing),
    ("000001-full.sqlite.zst", .publishing), ("000001-pages.idx", .publishing),
    ("000001.json.tmp", .writing), ("000001.json", .readingBack),
  ])
  func `a name that somebody took meanwhile keeps what is in it`(
    name: String, phase: CopyProgress.Phase
  ) throws {
    let bench = try Workbench(rows: 3_000)
    _ = try bench.openStore()
    let path = bench.store + "/" + name
    let outcome = Result {
      try bench.copy(report: { progress in
        guard progress.phase == phase, progress.doneBytes == progress.totalBytes else { return }
        try? Data("precious".utf8).write(to: URL(fileURLWithPath: path))
      })
    }
    #expect(bench.bytes(path) == Array("precious".utf8))
    // A leftover of that name is gone around, anything else ends the copy.
    let isGone = (try? outcome.get()) == nil
    #expect(isGone == (name != "000001.json.tmp"))
  }

  @Test func `a medium on another device than the one that was judged takes nothing`() throws {
    let bench = try Workbench()
    var status = stat()
    try #require(stat(bench.medium, &status) == 0)
    let other = UInt64(status.st_dev) + 1
    #expect(throws: BackupError.changedIdentity) {
      _ = try Store(
        prepareAt: bench.medium, farm: "ferme", farmID: "id-1", program: "0.1", milliseconds: 0,
        expectedDevice: other)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.medium).isEmpty)
    try bench.copy()
    #expect(throws: BackupError.changedIdentity) {
      _ = try Store(openAt: bench.medium, farm: "ferme", expectedDevice: other)
    }
  }

  @Test func `another farm's store is refused`() throws {
    let bench = try Workbench()
    _ = try bench.openStore()
    #expect(throws: BackupError.otherFarm(farmID: "id-1")) {
      _ = try Store(
        prepareAt: bench.medium, farm: "ferme", farmID: "id-2", program: "0.1", milliseconds: 0)
    }
    for name in [
      "", "a/b", "..", "con", "LPT1.x", "a:b", "fin.", "é", "x ", String(repeating: "a", count: 65),
    ] {
      #expect(throws: BackupError.unusableFarmName(name)) {
        _ = try Store(openAt: bench.medium, farm: name)
      }
    }
  }
}
