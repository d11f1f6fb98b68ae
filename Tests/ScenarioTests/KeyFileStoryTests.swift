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

  private func backup(_ yard: Yard) throws {
    try yard.expect(0, try yard.sync(["--then-backup", "--pretend-external", yard.stick]))
  }

  private func recoveryKey(_ yard: Yard, sheet: String) throws -> String {
    let page = try String(contentsOfFile: yard.folder.path + "/" + sheet, encoding: .utf8)
    return String(try #require(page.firstMatch(of: /AGE-SECRET-KEY-1[0-9A-Z]+/)).output)
  }

  private func truncateIdentities(_ yard: Yard) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: yard.stick)
    where name.contains("/identity-") { truncate(yard.stick + "/" + name, 20) }
  }

  @Test func `a key that is taken with the sheet alone gets a new passphrase`() throws {
    let (yard, keys) = try yard()
    try yard.expect(0, try makeKey(yard, sheet: "sheet.html"))
    try backup(yard)
    let key = try recoveryKey(yard, sheet: "sheet.html")
    try truncateIdentities(yard)
    try FileManager.default.removeItem(atPath: keys)
    let typed = "\(key)\ncinq moutons au bois\ncinq moutons au bois\n"
    let taken = try sync(yard, ["keys", "take", yard.stick, "--language", "en"], typed: typed)
    try yard.expect(0, taken)
    #expect(taken.output.contains("its file there is damaged"), "\(taken.output)")
    _ = try Program.sqlite(yard.database, "INSERT INTO t(v) VALUES ('y')", in: yard.folder)
    try backup(yard)
    try FileManager.default.removeItem(atPath: keys)
    let target = yard.folder.path + "/other.sqlite"
    let restored = try sync(
      yard, ["restore", yard.stick, target], typed: "cinq moutons au bois\n")
    try yard.expect(0, restored)
    #expect(FileManager.default.contentsEqual(atPath: target, andPath: yard.database))
  }

  @Test func `the passphrase of a damaged identity file opens nothing, and says so`() throws {
    let (yard, keys) = try yard()
    try yard.expect(0, try makeKey(yard, sheet: "sheet.html"))
    try backup(yard)
    try truncateIdentities(yard)
    try FileManager.default.removeItem(atPath: keys)
    let taken = try sync(yard, ["keys", "take", yard.stick], typed: Self.passphrase + "\n")
    #expect(taken.status == 13 && taken.words.contains("COPY-35"), "\(taken.words)")
    #expect(!FileManager.default.fileExists(atPath: keys))
  }

  @Test func `a key file that cannot be read hinders no copy that needs another key or none`()
    throws
  {
    let (yard, keys) = try yard()
    try backup(yard)
    try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
    let exposed = keys + "/00.copy-key"
    try Data("x".utf8).write(to: URL(filePath: exposed))
    #expect(chmod(exposed, 0o644) == 0)
    try yard.expect(0, try yard.sync(["verify", yard.stick]))
    try yard.expect(0, try makeKey(yard, sheet: "sheet.html"))
    try backup(yard)
    let first = yard.folder.path + "/first.sqlite"
    try yard.expect(0, try yard.sync(["restore", yard.stick, first]))
    // Now the key that is needed cannot be read either.
    for name in try FileManager.default.contentsOfDirectory(atPath: keys) {
      #expect(chmod(keys + "/" + name, 0o644) == 0)
    }
    let second = yard.folder.path + "/second.sqlite"
    let silent = try sync(yard, ["restore", yard.stick, second])
    #expect(silent.status == 10 && silent.words.contains("KEY-21"), "\(silent.words)")
    try yard.expect(
      0, try sync(yard, ["restore", yard.stick, second], typed: Self.passphrase + "\n"))
    #expect(FileManager.default.contentsEqual(atPath: first, andPath: second))
  }
}
