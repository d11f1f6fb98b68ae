import Age
import Foundation
import Testing

@testable import Backup

@Suite(.enabled(if: judgesAreInstalled, "age, zstd or python3 is not installed"))
struct SealedImageTests {
  private static let identity = Identity()

  /// Seals a generation for somebody else and opens it with Debian's programs.
  private func opened(_ bench: Workbench, _ generation: Int) throws -> [UInt8] {
    let path = bench.folder + "/image-\(generation).sqlite.zst.age"
    let record = try bench.openStore().sealImage(
      of: generation, for: Self.identity.recipient, to: path, scratchFolder: bench.scratch)
    #expect(record.bytes == bench.bytes(path).count)
    #expect(record.name == "image-\(generation).sqlite.zst.age")
    let key = bench.folder + "/helpdesk-key"
    try Data(Self.identity.secretText.utf8).write(to: URL(filePath: key))
    let out = bench.folder + "/image-\(generation)"
    let run = try shell("age -d -i \(key) \(path) | zstd -dc > \(out)")
    #expect(run.status == 0, "\(run.output)")
    return bench.bytes(out)
  }

  @Test func `a full and a delta become one file each that age and zstd open`() throws {
    let bench = try Workbench(rows: 3_000)
    try bench.copy()
    let first = try bench.reference()
    try bench.change(rows: 20)
    try bench.copy()
    #expect(try opened(bench, 1) == first)
    #expect(try opened(bench, 2) == bench.reference())
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.scratch) == [])
  }

  @Test func `a sealed copy is sealed anew for the helpdesk, whose key opens no other`() throws {
    let bench = try Workbench()
    bench.keys.sealing = SealedCopyTests.key
    try bench.copy()
    #expect(try opened(bench, 1) == bench.reference())
  }

  @Test func `its size is known beforehand, about`() throws {
    let bench = try Workbench(rows: 3_000)
    try bench.copy()
    try bench.change(rows: 20)
    try bench.copy()
    let store = try bench.openStore()
    for generation in [1, 2] {
      let estimate = try store.estimatedImageBytes(of: generation)
      let record = try store.sealImage(
        of: generation, for: Self.identity.recipient, to: bench.folder + "/image-\(generation)",
        scratchFolder: bench.scratch)
      // Random digits pack worse at a higher level; records pack better.
      #expect(record.bytes < estimate * 105 / 100)
      #expect(record.bytes > estimate * 80 / 100)
    }
  }

  @Test func `nothing is written over, and a damaged copy leaves nothing`() throws {
    let bench = try Workbench()
    try bench.copy()
    let path = bench.folder + "/image"
    try Data("mine".utf8).write(to: URL(filePath: path))
    func seal(_ path: String) throws {
      _ = try bench.openStore().sealImage(
        of: 1, for: Self.identity.recipient, to: path, scratchFolder: bench.scratch)
    }
    #expect(throws: BackupError.targetExists(path: path)) { try seal(path) }
    #expect(bench.bytes(path) == Array("mine".utf8))
    let full = bench.store + "/000001-full.sqlite.zst"
    var bytes = bench.bytes(full)
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(filePath: full))
    #expect(throws: BackupError.self) { try seal(bench.folder + "/other") }
    let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
    #expect(!left.contains { $0.hasPrefix("other") })
  }
}
