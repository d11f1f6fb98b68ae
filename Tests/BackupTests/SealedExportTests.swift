import Foundation
import Testing

@testable import Backup

@Suite(
  .enabled(
    if: judgesAreInstalled, "age, zstd or python3 is not installed: nobody judges sealed copies"))
struct SealedExportTests {
  private static let key = SealedCopyTests.key

  /// A full and a delta, and what they must give back.
  private func bench(sealed: Bool) throws -> (Workbench, images: [[UInt8]]) {
    let bench = try Workbench(rows: 1_500)
    if sealed { bench.keys.sealing = Self.key }
    try bench.copy()
    let first = try bench.reference()
    try bench.change(rows: 20)
    try bench.copy()
    return (bench, [first, try bench.reference()])
  }

  private func export(_ bench: Workbench) throws -> (folder: String, files: [ShippedFile]) {
    let folder = bench.folder + "/export"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let export = try SealedExport(of: try bench.openStore(), for: Self.key, to: folder)
    return (folder, try export.helpers() + export.files(of: 1) + export.files(of: 2))
  }

  @Test(arguments: [false, true])
  func `an export opens as a store and gives every copy back, sealed on the medium or not`(
    isSealed: Bool
  ) throws {
    let (bench, images) = try bench(sealed: isSealed)
    let (folder, files) = try export(bench)
    let store = try Store(
      openAt: folder, farm: "ferme", keys: CopyKeys(reading: [Self.key.identity]))
    #expect(try store.verify(scratchFolder: bench.scratch).compactMap(\.fault) == [])
    for (number, image) in images.enumerated() {
      let out = bench.folder + "/out-\(number)"
      try store.restore(number + 1, to: out)
      #expect(bench.bytes(out) == image)
    }
    #expect(files.last?.name == "000002.json")
    #expect(files.map(\.name).filter { $0.hasPrefix("0000") }.count == 4)
  }

  @Test func `nothing of the farm's rows leaves in plain`() throws {
    let (bench, images) = try bench(sealed: false)
    let (folder, files) = try export(bench)
    let payload = files.map(\.name).filter { $0.hasPrefix("0000") && !$0.hasSuffix(".json") }
    #expect(payload == ["000001-full.sqlite.zst.age", "000002-delta.zst.age"])
    try Data(Self.key.text.utf8).write(to: URL(fileURLWithPath: bench.folder + "/key"))
    let out = bench.folder + "/out"
    let path = folder + "/Pocket-Sync/ferme/" + payload[0]
    let run = try shell("age -d -i \(bench.folder)/key \(path) | zstd -dc > \(out)")
    #expect(run.status == 0, "\(run.output)")
    #expect(bench.bytes(out) == images[0])
    let manifest = String(
      decoding: bench.bytes(folder + "/Pocket-Sync/ferme/000001.json"), as: UTF8.self)
    let plain = try bench.openStore().usable(1).imageSHA256
    #expect(!manifest.contains(plain), "whoever guesses an image could try it")
  }

  @Test func `what is sealed on the medium leaves as it lies there`() throws {
    let (bench, _) = try bench(sealed: true)
    let (folder, files) = try export(bench)
    for file in files where file.name.hasSuffix(".age") {
      #expect(
        bench.bytes(folder + "/Pocket-Sync/ferme/" + file.name)
          == bench.bytes(bench.store + "/" + file.name))
    }
  }

  @Test func `a rotten copy is not sent and a full disk of the PC is not the medium's fault`()
    throws
  {
    let (bench, _) = try bench(sealed: false)
    let name = bench.store + "/000002-delta.zst"
    var bytes = bench.bytes(name)
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: name))
    #expect(throws: BackupError.fileDamaged(file: "000002-delta.zst", segment: nil)) {
      try export(bench)
    }
    #expect(throws: BackupError.self) {
      try SealedExport(of: try bench.openStore(), for: Self.key, to: "/proc/self/fd")
    }
  }
}
