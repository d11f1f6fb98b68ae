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

  @Test(arguments: [
    ("pageCount", "0"), ("pageCount", "-1"), ("pageCount", "4294967296"),
    ("pageCount", "9223372036854775807"), ("carriedPages", "-1"), ("carriedPages", "4294967295"),
    ("bytes", "-1"), ("bytes", "9223372036854775807"), ("newBytes", "-1"),
    ("createdMilliseconds", "18446744073709551615"), ("commitSequence", "9223372036854775808"),
    ("clockSkewMilliseconds", "-9223372036854775808"), ("openConflicts", "-1"),
    ("quarantine", "-1"), ("record", "-1"), ("sessionMilliseconds", "18446744073709551615"),
    ("firstSegment", "-1"), ("firstSegment", "9223372036854775807"), ("segmentCount", "-1"),
    ("segmentCount", "2"), ("ofSegments", "9223372036854775807"), ("ofSegments", "0"),
  ])
  func `a number that no copy can have damages the manifest`(field: String, value: String) throws {
    let bench = try filled()
    try bench.rewrite(2) {
      $0.replacing(try Regex("\"\(field)\" : -?[0-9]+"), with: "\"\(field)\" : \(value)")
    }
    #expect(try fault(2, bench) == .manifestDamaged(file: "000002.json"))
    #expect(try fault(1, bench) == nil)
  }

  @Test(arguments: [
    "/dev/zero", "../../other", "000001-delta.zst", "000002-delta.zst.tmp", "medium.json", "",
    "identity-00ff00ff.age",
  ])
  func `a manifest names only files of its own generation`(name: String) throws {
    let bench = try filled()
    try bench.rewrite(2) { $0.replacingOccurrences(of: "000002-delta.zst", with: name) }
    #expect(try fault(2, bench) == .manifestDamaged(file: "000002.json"))
  }

  @Test func `a file has a hash for each of its segments`() throws {
    let bench = try filled()
    try bench.rewrite(2) {
      $0.replacingOccurrences(of: "\"segments\" : [", with: "\"segments\" : [ \"00\",")
    }
    #expect(try fault(2, bench) == .manifestDamaged(file: "000002.json"))
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["mkfifo", "mkdir", "ln -s /dev/zero"])
  func `what is no file is damage and never waited for`(making: String) throws {
    let bench = try filled()
    let path = bench.store + "/000002-delta.zst"
    _ = try shell("rm \(path); \(making) \(path)")
    #expect(try fault(2, bench) == .fileDamaged(file: "000002-delta.zst", segment: nil))
    #expect(try bench.restored(1).isEmpty == false)
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

  @Test func `a medium.json that the device does not give is none, or the medium is gone`() throws {
    let text = [UInt8]("{}".utf8)
    let silent = BackupError.io(path: "medium.json", errno: EIO)
    for fault in [silent, .fileMissing(file: "medium.json")] {
      #expect(try Store.identityBytes(.failure(fault), known: []) == [])
      #expect(throws: BackupError.vanished) {
        try Store.identityBytes(.failure(fault), known: text)
      }
    }
    let long = BackupError.fileDamaged(file: "medium.json", segment: nil)
    #expect(try Store.identityBytes(.failure(long), known: text) == [], "another file, so changed")
    #expect(throws: BackupError.readOnly) {
      try Store.identityBytes(.failure(.readOnly), known: [])
    }
  }

  @Test func `a folder for temporary files that is not there accuses no copy`() throws {
    let bench = try filled()
    #expect(throws: BackupError.scratch(folder: "/nowhere", errno: ENOENT)) {
      try bench.openStore().verify(scratchFolder: "/nowhere")
    }
  }

  @Test func `a mount point that is gone is told before a copy, a name with a slip has no store`()
    throws
  {
    let bench = try Workbench(rows: 10)
    let gone = bench.folder + "/gone"
    #expect(throws: BackupError.vanished) {
      _ = try Store(
        prepareAt: gone, farm: "ferme", farmID: "id-1", program: "0.1", milliseconds: 0)
    }
    #expect(throws: BackupError.noStore) { _ = try Store(openAt: gone, farm: "ferme") }
    #expect(try Store.farms(at: gone) == [])
    #expect(throws: BackupError.noStore) { _ = try Store(openAt: bench.medium, farm: "ferme") }
    #expect(try Store.farms(at: bench.medium) == [])
  }

  @Test func `a name is free only where the device says so`() throws {
    let bench = try filled()
    let folder = try bench.readingStore().folder
    #expect(try folder.exists("000001.json") && !folder.exists("000003.json"))
    for (name, number) in [
      ("medium.json/x", ENOTDIR), (String(repeating: "x", count: 300), ENAMETOOLONG),
    ] {
      #expect(throws: BackupError.io(path: name, errno: number)) { try folder.exists(name) }
    }
    #expect(try bench.names().contains("000001.json"))
  }
}
