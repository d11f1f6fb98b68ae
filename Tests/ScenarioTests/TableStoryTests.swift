import Backup
import Foundation
import Testing

/// Tables show what strangers wrote: on sticks, on pockets, in manifests.
@Suite struct TableStoryTests {
  @Test func `a name in a manifest cannot steer the terminal`() throws {
    let yard = try Yard()
    _ = try Program.sqlite(
      yard.database, "CREATE TABLE t(id INTEGER PRIMARY KEY, v)", in: yard.folder)
    let profile = yard.folder.path + "/profile.json"
    try yard.expect(
      0, try yard.sync(["profile", "suggest", yard.database, "--output", profile]))
    try yard.expect(0, try yard.sync(["init", yard.database, "--profile", profile]))
    try yard.expect(0, try yard.sync(["--then-backup", "--pretend-external", yard.stick]))
    let manifest = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: yard.stick)
        .first { $0.hasSuffix("/000001.json") })
    let url = URL(filePath: yard.stick).appending(path: manifest)
    let text = try String(contentsOf: url, encoding: .utf8)
    let rest = text.split(separator: "\n", maxSplits: 2)[2].dropLast()
    let pocket = """
      "pockets" : [{"label": "Luc\\u001b[2J", "lastRecord": 1, "lastMerged": 1, \
      "sessionMilliseconds": 1, "clockSkewMilliseconds": 0}]
      """
    let changed = rest.replacing(/"pockets" : \[\s*\]/, with: pocket)
    #expect(changed != rest)
    try Data(SelfHashedText.sealed(Array(String(changed).utf8))).write(to: url)
    let listed = try yard.sync(["generations", yard.stick])
    try yard.expect(0, listed)
    #expect(listed.output.contains("Luc") && !listed.output.contains("\u{1B}"))
  }
}
