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

  @Test func `it is smaller than on the medium, and never below what is told beforehand`() throws {
    let bench = try Workbench(rows: 100)
    try bench.run(
      """
      CREATE TABLE work(id INTEGER PRIMARY KEY, day TEXT, field TEXT, dose INTEGER);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
      INSERT INTO work SELECT i, date('2026-01-01', i % 300 || ' day'),
        'Champ du Moulin ' || (i * 7919 % 97), abs(random()) % 400 FROM n;
      CREATE TABLE image AS SELECT * FROM work;
      """)
    try bench.copy()
    let onMedium = bench.bytes(bench.store + "/000001-full.sqlite.zst").count
    let store = try bench.openStore()
    let record = try store.sealImage(
      of: 1, for: Self.identity.recipient, to: bench.folder + "/image",
      scratchFolder: bench.scratch)
    #expect(record.bytes < onMedium)
    #expect(record.bytes >= (try store.imageBytesMinimum(of: 1)))
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
