import Foundation
import Testing

/// The farm's copy key on this PC when something goes wrong with its files.
@Suite struct KeyFileStoryTests {
  private static let passphrase = "quatre vaches au pré"

  /// A farm without pockets, prepared; its keys are in `keys`.
  private func yard() throws -> (yard: Yard, keys: String) {
    let yard = try Yard()
    _ = try Program.sqlite(
      yard.database, "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t(v) VALUES ('x')",
      in: yard.folder)
    let profile = yard.folder.path + "/profile.json"
    try yard.expect(
      0, try yard.sync(["profile", "suggest", yard.database, "--output", profile]))
    try yard.expect(0, try yard.sync(["init", yard.database, "--profile", profile]))
    return (yard, yard.folder.path + "/keys")
  }

  private func sync(
    _ yard: Yard, _ arguments: [String], typed: String = ""
  ) throws -> Program.Outcome {
    try Program.run("pocket-sync", arguments, in: yard.folder, input: typed)
  }

  private func makeKey(_ yard: Yard, sheet: String) throws -> Program.Outcome {
    try sync(
      yard, ["keys", "new", yard.folder.path + "/" + sheet],
      typed: "\(Self.passphrase)\n\(Self.passphrase)\n")
  }

  @Test(.enabled(if: canMount))
  func `a key that did not fit on the disk is no key, and the next try makes one`() throws {
    let (yard, keys) = try yard()
    // A page for the locked key, none for the open one.
    let disk = try Mounted(over: keys, kibibytes: 4)
    let full = try makeKey(yard, sheet: "one.html")
    #expect(full.status == 10 && full.words.contains("KEY-23"), "\(full.words)")
    let names = try FileManager.default.contentsOfDirectory(atPath: keys)
    #expect(!names.contains { $0.hasSuffix(".copy-key") }, "\(names)")
    try disk.resize(kibibytes: 400)
    try yard.expect(0, try makeKey(yard, sheet: "two.html"))
  }
}
