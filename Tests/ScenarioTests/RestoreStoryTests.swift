import Backup
import Foundation
import Testing

/// A copy comes back: for a look, for a rehearsal, for the farmer's file, in the database's place.
@Suite struct RestoreStoryTests {
  /// A yard with a copy of before and one of after a week's work, and the records of each.
  private func copied() throws -> (yard: Yard, before: String, after: String) {
    let yard = try Yard.settled()
    let backup = ["--then-backup", "--pretend-external", yard.stick]
    try yard.expect(0, try yard.dock(.tcp, sessions: 2, backup))
    let before = try parcels(yard.database, in: yard)
    try yard.workApart()
    try yard.expect(0, try yard.dock(.tcp, sessions: 2, backup))
    return (yard, before, try parcels(yard.database, in: yard))
  }

  private func parcels(_ path: String, in yard: Yard) throws -> String {
    try Program.sqlite(
      path, ".mode quote\nSELECT * FROM parcel ORDER BY id", in: yard.folder
    ).joined(separator: "\n")
  }

  @Test func `a table for a look is what the copy holds, for Python and for SQLite`() throws {
    let (yard, _, after) = try copied()
    let csv = yard.folder.path + "/parcel.csv"
    let sql = yard.folder.path + "/parcel.sql"
    for (target, format) in [(csv, "csv"), (sql, "sql")] {
      try yard.expect(
        0, try yard.sync(["restore", yard.stick, target, "--table", "parcel", "--as", format]))
    }
    let again = yard.folder.path + "/again.sqlite"
    _ = try Program.sqlite(again, ".read \(sql)", in: yard.folder)
    #expect(try parcels(again, in: yard) == after)
    // The judge of the CSV holds it against the database itself.
    let judge = """
      import csv, sqlite3
      db = sqlite3.connect('\(yard.database)')
      cursor = db.execute('SELECT * FROM parcel')
      def text(v):
        return '' if v is None else '0x' + v.hex().upper() if isinstance(v, bytes) else str(v)
      wanted = [[c[0] for c in cursor.description]] + [[text(v) for v in row] for row in cursor]
      found = list(csv.reader(open('\(csv)', newline='', encoding='utf-8')))
      assert len(found) > 5 and found == wanted, (found[:3], wanted[:3])
      """
    let outcome = try Program.run("/usr/bin/python3", ["-c", judge], in: yard.folder)
    #expect(outcome.status == 0, "\(outcome.words)")
    let missing = try yard.sync(["restore", yard.stick, csv + "2", "--table", "nothing"])
    #expect(missing.status == 13 && missing.words.contains("COPY-08"), "\(missing.words)")
    #expect(missing.words.contains("parcel"))
    #expect(!FileManager.default.fileExists(atPath: csv + "2"))
  }

  @Test func `a day chooses the newest copy until then`() throws {
    let (yard, before, after) = try copied()
    let first = try Data(contentsOf: manifest(1, yard))
    // The first copy is made one of long ago.
    try edit(1, yard) { text in
      text.replacing(/"createdMilliseconds" : \d+/, with: "\"createdMilliseconds\" : 1000000000000")
    }
    for (day, wanted) in [("2010-05-21", before), ("2099-01-01T12:00", after)] {
      let target = yard.folder.path + "/\(day).sqlite"
      try yard.expect(0, try yard.sync(["restore", yard.stick, target, "--date", day]))
      #expect(try parcels(target, in: yard) == wanted)
    }
    let early = try yard.sync(["restore", yard.stick, "none.sqlite", "--date", "2001-09-08"])
    #expect(early.status == 13 && early.words.contains("COPY-07"), "\(early.words)")
    for wrong in ["2026-02-30", "21/05/2026", "2026-05-21T25:00", "2026-5-21", "2026-05-21T"] {
      let outcome = try yard.sync(["restore", yard.stick, "none.sqlite", "--date", wrong])
      #expect(outcome.status == 64, "\(wrong): \(outcome.words)")
    }
    try first.write(to: manifest(1, yard))
  }

  @Test func `a rehearsal opens the copy and holds it against its certificate`() throws {
    let (yard, _, _) = try copied()
    let receipt = yard.folder.path + "/receipt.html"
    let good = try yard.sync(
      ["verify", yard.stick, "--rehearse", "--receipt", receipt, "--language", "fr"])
    try yard.expect(0, good)
    let page = try String(contentsOfFile: receipt, encoding: .utf8)
    #expect(page.contains("<h1>Copie de sauvegarde n° 2</h1>"))
    #expect(page.contains("reconstruite et ouverte"))
    #expect(page.contains("lang=\"fr\"") && page.contains("charset=\"utf-8\""))
    let again = try yard.sync(["verify", yard.stick, "--receipt", receipt])
    #expect(again.status != 0, "a receipt was overwritten")
    // A certificate that lies, with a hash that is right: only the rehearsal can tell.
    for (field, found) in [
      (/"parcel" : \d+/, "\"parcel\" : 7777"),
      (/"openConflicts" : \d+/, "\"openConflicts\" : 7777"),
      (/"commitSequence" : \d+/, "\"commitSequence\" : 7777"),
    ] {
      let kept = try Data(contentsOf: manifest(2, yard))
      try edit(2, yard) { $0.replacing(field, with: found) }
      try yard.expect(0, try yard.sync(["verify", yard.stick]))
      let bad = try yard.sync(["verify", yard.stick, "--rehearse"])
      #expect(bad.status == 13 && bad.words.contains("COPY-18"), "\(bad.words)")
      #expect(bad.words.contains("7777") || bad.words.contains("7 777"), "\(bad.words)")
      try kept.write(to: manifest(2, yard))
    }
  }

  @Test func `a copy takes the database's place only while nobody uses it`() throws {
    let (yard, before, after) = try copied()
    let replace = ["restore", yard.stick, "--generation", "1", "--replace"]
    let inUse = FileHandle(forReadingAtPath: yard.database)
    let refused = try yard.sync(replace)
    #expect(refused.words.contains("DATA-19"), "\(refused.words)")
    #expect(try parcels(yard.database, in: yard) == after)
    try inUse?.close()
    try yard.expect(0, try yard.sync(replace))
    #expect(try parcels(yard.database, in: yard) == before)
    let kept = try FileManager.default.contentsOfDirectory(atPath: yard.folder.path)
      .filter { $0.contains(".before-") }
    #expect(kept.count == 1)
    #expect(try parcels(yard.folder.path + "/" + kept[0], in: yard) == after)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: yard.folder.path)
        .allSatisfy { !$0.contains("restor") })
    // The pocket gives back what the old copy did not have.
    try yard.expect(0, try yard.dock(.tcp))
    let animals = "SELECT count(*) FROM animal WHERE work_no = 'P1'"
    #expect(try Program.sqlite(yard.database, animals, in: yard.folder) != ["0"])
  }

  @Test func `a damaged database with a journal beside it makes way, both are kept`() throws {
    let (yard, _, after) = try copied()
    var bytes = try Data(contentsOf: URL(filePath: yard.database))
    bytes.replaceSubrange(0..<200, with: Data(repeating: 1, count: 200))
    try bytes.write(to: URL(filePath: yard.database))
    try Data("journal".utf8).write(to: URL(filePath: yard.database + "-journal"))
    try yard.expect(0, try yard.sync(["restore", yard.stick, "--replace"]))
    #expect(try parcels(yard.database, in: yard) == after)
    let names = try FileManager.default.contentsOfDirectory(atPath: yard.folder.path)
    let kept = try #require(
      names.first { $0.contains(".before-") && !$0.hasSuffix("-journal") })
    #expect(try Data(contentsOf: yard.folder.appending(path: kept)) == bytes)
    #expect(names.contains(kept + "-journal"))
    #expect(!names.contains("farm.sqlite-journal"))
  }

  private func manifest(_ copy: Int, _ yard: Yard) throws -> URL {
    let root = URL(filePath: yard.stick).appending(path: "Pocket-Sync")
    let farm = try FileManager.default.contentsOfDirectory(atPath: root.path)[0]
    return root.appending(path: farm).appending(path: "00000\(copy).json")
  }

  /// Changes a manifest as somebody would who knows how its hash is made.
  private func edit(_ copy: Int, _ yard: Yard, _ change: (String) -> String) throws {
    let url = try manifest(copy, yard)
    let text = try String(contentsOf: url, encoding: .utf8)
    let rest = text.split(separator: "\n", maxSplits: 2)[2]
    let changed = change(String(rest.dropLast()))
    #expect(changed != rest.dropLast())
    try Data(SelfHashedText.sealed(Array(changed.utf8))).write(to: url)
  }
}
