import Foundation
import Glibc
import Testing

@testable import Backup

/// A generator with a printed seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct BitRotTests {
  private func flip(_ path: String, byte: Int, bit: Int) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    try handle.seek(toOffset: UInt64(byte))
    let old = try #require(try handle.read(upToCount: 1)?.first)
    try handle.seek(toOffset: UInt64(byte))
    try handle.write(contentsOf: Data([old ^ (1 << UInt8(bit))]))
  }

  private func filled() throws -> Workbench {
    let bench = try Workbench(rows: 4_000)
    try bench.copy(partBytes: 1_200_000)
    try bench.change(rows: 40)
    try bench.copy()
    try bench.change(rows: 40, from: 500)
    try bench.copy()
    return bench
  }

  @Test(arguments: [1 as UInt64, 2, 3, 4])
  func `a flipped bit in any file is found and only that file is named`(seed: UInt64) throws {
    let bench = try filled()
    var random = Seeded(state: seed)
    let names = try bench.names()
    #expect(names.count == 11)
    for name in names {
      let path = bench.store + "/" + name
      let size = bench.bytes(path).count
      let (byte, bit) = (
        Int.random(in: 0..<size, using: &random), Int.random(in: 0..<8, using: &random)
      )
      try flip(path, byte: byte, bit: bit)
      let faults = try bench.readingStore().verify(scratchFolder: bench.scratch)
        .filter { $0.fault != nil }
      let isManifestOfFull = name == "000001.json"
      #expect(
        Set(faults.map(\.file)).contains(name), "seed \(seed), \(name), byte \(byte), bit \(bit)")
      // A full's damage makes the deltas above it unprovable: their manifests are named too.
      let others = Set(faults.map(\.file)).subtracting([name])
      let above: Set = ["000002.json", "000003.json"]
      #expect(
        others.isSubset(of: name.contains("full") || isManifestOfFull ? above : []),
        "seed \(seed), \(name): \(others)")
      try flip(path, byte: byte, bit: bit)
    }
    #expect(try bench.faults().isEmpty)
  }

  @Test func `every bit of a manifest and of the medium's file counts`() throws {
    let bench = try Workbench(rows: 20)
    try bench.copy()
    for name in ["000001.json", "medium.json"] {
      let bytes = bench.bytes(bench.store + "/" + name)
      for byte in bytes.indices {
        var changed = bytes
        changed[byte] ^= 1 << UInt8(byte % 8)
        #expect(SelfHashedText.ownHash(of: changed) == nil, "\(name), byte \(byte)")
      }
      for end in 0..<bytes.count {
        #expect(SelfHashedText.ownHash(of: Array(bytes[..<end])) == nil)
      }
    }
  }

  @Test func `a damaged newer generation leaves the older ones restorable`() throws {
    let bench = try filled()
    let sizes = bench.bytes(bench.store + "/000003-delta.zst").count
    let second = try bench.restored(2)
    try flip(bench.store + "/000003-delta.zst", byte: sizes / 2, bit: 3)
    #expect(throws: BackupError.fileDamaged(file: "000003-delta.zst", segment: nil)) {
      try bench.restored(3)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bench.folder)
        .allSatisfy { !$0.contains("restoring") })
    #expect(try bench.restored(2) == second)
  }

  @Test func `a base that fails its reading brings a new full`() throws {
    let bench = try filled()
    let part = "000001-full.sqlite.zst.002"
    try flip(bench.store + "/" + part, byte: 70_000, bit: 1)
    try bench.change(rows: 5)
    let manifest = try #require(try bench.copy(milliseconds: Workbench.days(9)).sealed)
    #expect(manifest.kind == .full && manifest.fullReason == .baseBroken)
    #expect(try bench.restored(manifest.generation) == bench.reference())
    try bench.change(rows: 5)
    #expect(try bench.copy(milliseconds: Workbench.days(9)).sealed?.base?.generation == 4)
  }

  @Test func `a damaged index is rebuilt from its full and named by verify`() throws {
    let bench = try filled()
    try flip(bench.store + "/000001-pages.idx", byte: 100, bit: 0)
    try bench.change(rows: 5)
    let manifest = try #require(try bench.copy().sealed)
    #expect(manifest.base?.generation == 1)
    #expect(try bench.restored(4) == bench.reference())
    #expect(try bench.faults().map(\.file) == ["000001-pages.idx"])
  }

  @Test(arguments: ["rm", "truncate -s 100", "truncate -s 0"])
  func `an index that is gone or too short costs no copy and is named`(damage: String) throws {
    let bench = try filled()
    let second = try bench.restored(2)
    _ = try shell("\(damage) \(bench.store)/000001-pages.idx")
    #expect(try bench.usable() == [1, 2, 3])
    #expect(try bench.restored(2) == second)
    #expect(try bench.faults().map(\.file) == ["000001-pages.idx"])
    try bench.change(rows: 5)
    let manifest = try #require(try bench.copy().sealed)
    #expect(manifest.base?.generation == 1, "the next copy leans on the same full")
    #expect(try bench.restored(4) == bench.reference())
  }

  @Test(.enabled(if: canMount))
  func `a full folder for temporary files is told before the whole full is read`() throws {
    let bench = try Workbench(rows: 20_000)
    let full = try #require(try bench.copy().sealed)
    try bench.withSmallScratch(kilobytes: 16) {
      nonisolated(unsafe) var reports = 0
      let reader = BaseReader(
        store: try bench.openStore(), base: full, scratchFolder: bench.scratch,
        report: { _ in reports += 1 })
      #expect(throws: BackupError.scratch(folder: bench.scratch, errno: ENOSPC)) {
        _ = try reader.index()
      }
      #expect(reports == 0)
    }
  }

  @Test func `a lying medium is caught by the read-back before anything is named`() throws {
    let bench = try Workbench(rows: 4_000)
    _ = try bench.openStore()
    nonisolated(unsafe) var isFlipped = false
    #expect(throws: BackupError.readBackMismatch(file: "000001-full.sqlite.zst")) {
      try bench.copy(report: { progress in
        guard progress.phase == .writing, progress.doneBytes == progress.totalBytes, !isFlipped
        else { return }
        isFlipped = true
        try? flip(bench.store + "/000001-full.sqlite.zst.001.tmp", byte: 50_000, bit: 2)
      })
    }
    #expect(isFlipped)
    #expect(try bench.openStore().generations().isEmpty)
  }
}

extension Workbench {
  /// As a program that only reads opens it: a damaged `medium.json` must not stop it.
  func readingStore() throws -> Store { try Store(openAt: medium, farm: "ferme") }
}
