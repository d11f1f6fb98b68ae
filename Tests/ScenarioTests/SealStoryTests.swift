import Foundation
import Testing

private let judgesAreInstalled = ["age", "zstd"].allSatisfy {
  FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
}

/// Locked copies as a farmer meets them: key, sheet, passphrase, another PC.
@Suite(
  .enabled(if: judgesAreInstalled, "age or zstd is not installed: nobody judges locked copies"))
struct SealStoryTests {
  private static let passphrase = "quatre vaches au pré"

  /// A farm whose copy 1 is locked; its database and its sheet.
  private func locked() throws -> (yard: Yard, sheet: String) {
    let yard = try Yard.settled()
    let sheet = yard.folder.path + "/feuille.html"
    let twice = "\(Self.passphrase)\n\(Self.passphrase)\n"
    let made = try sync(yard, ["keys", "new", sheet], typed: twice)
    try yard.expect(0, made)
    #expect(made.output.contains("perd les copies"), "\(made.output)")
    try yard.expect(
      0, try yard.dock(.tcp, sessions: 2, ["--then-backup", "--pretend-external", yard.stick]))
    return (yard, try String(contentsOfFile: sheet, encoding: .utf8))
  }

  private func sync(
    _ yard: Yard, _ arguments: [String], typed: String = ""
  ) throws -> Program.Outcome {
    try Program.run("pocket-sync", arguments, in: yard.folder, input: typed)
  }

  @Test func `with passphrase, sheet or Debian's age the copy is the database`() throws {
    let (yard, sheet) = try locked()
    let key = try #require(sheet.firstMatch(of: /AGE-SECRET-KEY-1[0-9A-Z]+/)).output
    let ours = yard.folder.path + "/ours.sqlite"
    try yard.expect(0, try sync(yard, ["restore", yard.stick, ours]))
    #expect(FileManager.default.contentsEqual(atPath: ours, andPath: yard.database))
    try Data("\(key)\n".utf8).write(to: yard.folder.appending(path: "key"))
    let shell = """
      cd '\(yard.folder.path)'
      age -d -i key stick/Pocket-Sync/*/000001-full.sqlite.zst.age | zstd -dcq > theirs.sqlite
      """
    let outcome = try Program.run("/bin/sh", ["-c", shell], in: yard.folder)
    #expect(outcome.status == 0, "\(outcome.words)")
    #expect(
      FileManager.default.contentsEqual(
        atPath: yard.folder.path + "/theirs.sqlite", andPath: yard.database))
    // Another PC: the same folder without the keys.
    let keys = yard.folder.path + "/keys"
    try FileManager.default.moveItem(atPath: keys, toPath: keys + ".gone")
    for (number, typed) in [Self.passphrase, String(key)].enumerated() {
      let target = yard.folder.path + "/other-\(number).sqlite"
      try yard.expect(0, try sync(yard, ["restore", yard.stick, target], typed: typed + "\n"))
      #expect(FileManager.default.contentsEqual(atPath: target, andPath: yard.database))
    }
    let wrong = try sync(yard, ["restore", yard.stick, keys + "x"], typed: "quatre vaches\n")
    #expect(wrong.status == 13 && wrong.words.contains("COPY-32"), "\(wrong.words)")
    let unread = try sync(yard, ["verify", yard.stick])
    #expect(unread.status == 13 && unread.words.contains("COPY-31"), "\(unread.words)")
    #expect(!unread.output.contains("ABÎMÉ"), "\(unread.output)")
  }
}
