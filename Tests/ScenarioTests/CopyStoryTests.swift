import Foundation
import Testing

/// Copies as other tools see them: zstd, python3, sqlite3, and a bit that fell over.
@Suite struct CopyStoryTests {
  /// A full and a delta on the stick; the snapshots that they must give back.
  private func copied() throws -> (yard: Yard, store: URL, full: String, delta: String) {
    let yard = try Yard.settled()
    let backup = ["--then-backup", "--pretend-external", yard.stick]
    try yard.expect(0, try yard.dock(.tcp, sessions: 2, backup))
    let full = yard.folder.path + "/full.sqlite"
    try FileManager.default.copyItem(atPath: yard.database, toPath: full)
    try yard.workApart()
    try yard.expect(0, try yard.dock(.tcp, sessions: 2, backup))
    let delta = yard.folder.path + "/delta.sqlite"
    try FileManager.default.copyItem(atPath: yard.database, toPath: delta)
    let root = URL(filePath: yard.stick).appending(path: "Pocket-Sync")
    let farm = try FileManager.default.contentsOfDirectory(atPath: root.path)
    return (yard, root.appending(path: farm[0]), full, delta)
  }

  @Test func `common tools give back the same bytes`() throws {
    let (yard, store, full, delta) = try copied()
    let names = try FileManager.default.contentsOfDirectory(atPath: store.path)
    #expect(names.contains { $0.hasSuffix("-delta.zst") })
    let unpacked = yard.folder.path + "/unpacked.sqlite"
    let shell = "zstd -dcq '\(store.path)'/000001-full.sqlite.zst* > '\(unpacked)'"
    let outcome = try Program.run("/bin/sh", ["-c", shell], in: yard.folder)
    #expect(outcome.status == 0, "\(outcome.words)")
    #expect(FileManager.default.contentsEqual(atPath: unpacked, andPath: full))
    for (generation, wanted) in [("1", full), ("2", delta)] {
      let target = yard.folder.path + "/python-\(generation).sqlite"
      let outcome = try Program.run(
        "/usr/bin/python3", [store.path + "/restore.py", target, generation], in: yard.folder)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.words)")
      #expect(FileManager.default.contentsEqual(atPath: target, andPath: wanted))
      let ours = yard.folder.path + "/ours-\(generation).sqlite"
      let restore = ["restore", yard.stick, ours, "--generation", generation]
      try yard.expect(0, try yard.sync(restore))
      #expect(FileManager.default.contentsEqual(atPath: ours, andPath: wanted))
      #expect(
        try Program.sqlite(ours, "PRAGMA integrity_check", in: yard.folder) == ["ok"])
    }
  }

  @Test func `a flipped bit in any file is found and named`() throws {
    let (yard, store, _, _) = try copied()
    try yard.expect(0, try yard.sync(["verify", yard.stick]))
    let names = try FileManager.default.contentsOfDirectory(atPath: store.path).sorted()
    #expect(names.count >= 8)
    for name in names {
      let file = store.appending(path: name)
      let good = try Data(contentsOf: file)
      var bad = good
      bad[bad.count / 2] ^= 1
      try bad.write(to: file)
      let outcome = try yard.sync(["verify", yard.stick])
      #expect(outcome.status == 13, "\(name): \(outcome.words)")
      #expect((outcome.output + outcome.words).contains(name), "\(outcome.output)\(outcome.words)")
      try good.write(to: file)
    }
    try yard.expect(0, try yard.sync(["verify", yard.stick]))
  }
}
