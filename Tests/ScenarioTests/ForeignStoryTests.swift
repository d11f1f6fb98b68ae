import Foundation
import Testing

/// A database that nobody described yet: drafted, prepared, synchronised, copied, restored.
@Suite struct ForeignStoryTests {
  private static let schema = """
    CREATE TABLE "Élevage"("n°" INTEGER PRIMARY KEY, "group" TEXT NOT NULL, "né le" TEXT);
    CREATE TABLE "order"("select" TEXT, "from" INTEGER, "prix €" REAL,
      double GENERATED ALWAYS AS ("prix €" * 2) VIRTUAL, stamped INTEGER DEFAULT 0,
      PRIMARY KEY("select", "from")) WITHOUT ROWID;
    CREATE TABLE pesée(bête INTEGER NOT NULL REFERENCES "Élevage"("n°"), jour TEXT NOT NULL,
      kg REAL, PRIMARY KEY(bête, jour));
    CREATE TABLE journal(texte);
    CREATE TRIGGER marque AFTER UPDATE OF "prix €" ON "order" BEGIN
      UPDATE "order" SET stamped = stamped + 1
      WHERE "select" = new."select" AND "from" = new."from"; END;
    INSERT INTO "Élevage" VALUES (1, 'A', '2024-01-02'), (2, 'B', NULL), (9, 'C', '2025-03-04');
    INSERT INTO "order"("select", "from", "prix €") VALUES ('x', 1, 1.5), ('y''z', 2, NULL);
    INSERT INTO pesée VALUES (1, '2026-01-01', 40.5), (9, '2026-02-01', 60.25);
    INSERT INTO journal VALUES ('sans clé'), ('sans clé');
    """

  private func prepared() throws -> Yard {
    let yard = try Yard()
    _ = try Program.sqlite(yard.database, Self.schema, in: yard.folder)
    let draft = try yard.sync(["profile", "suggest", yard.database])
    try yard.expect(0, draft)
    // A drafted profile feeds changes only; here the pocket is to see what is there already.
    let profile = draft.output.replacing("\"recent\"", with: "\"all\"")
    let path = yard.folder.path + "/profile.json"
    try Data(profile.utf8).write(to: URL(filePath: path))
    let checked = try yard.sync(["profile", "check", yard.database, "--profile", path])
    try yard.expect(0, checked)
    try yard.expect(0, try yard.sync(["init", yard.database, "--profile", path]))
    return yard
  }

  @Test func `the draft leaves the table without a key out and says why`() throws {
    let yard = try prepared()
    let profile = try String(contentsOfFile: yard.folder.path + "/profile.json", encoding: .utf8)
    #expect(profile.contains("\"journal\""))
    #expect(profile.contains("no primary key"))
  }

  @Test(arguments: Yard.Line.allCases)
  func `rows go both ways, are copied and come back`(line: Yard.Line) throws {
    let yard = try prepared()
    try yard.expect(0, try yard.dock(line))
    let edits = """
      [{"table": "Élevage", "where": {"group": "A"}, "set": {"né le": "2024-01-03"}},
       {"table": "Élevage", "set": {"group": "neu", "né le": "2026-05-21"}},
       {"table": "order", "where": {"select": "x"}, "set": {"prix €": 2.5}},
       {"table": "order", "set": {"select": "neu", "from": 7, "prix €": 0.25}}]
      """
    let file = yard.folder.path + "/edits.json"
    try Data(edits.utf8).write(to: URL(filePath: file))
    let work = try Program.run(
      "pocket-simulator", ["--farm", yard.pocket, "--edit-json", file], in: yard.folder)
    #expect(work.output.contains("edits 4"), "\(work.words)")
    _ = try Program.sqlite(
      yard.database,
      """
      UPDATE "order" SET "prix €" = 9 WHERE "from" = 2; DELETE FROM pesée WHERE bête = 9;
      INSERT INTO pesée VALUES (2, '2026-03-01', 50);
      """, in: yard.folder)
    let outcome = try yard.dock(
      line, sessions: 2, ["--then-backup", "--pretend-external", yard.stick])
    #expect(outcome.status == 0, "\(outcome.words)")
    let rows = try Program.sqlite(
      yard.database,
      """
      SELECT "n°", "group", "né le" FROM "Élevage" ORDER BY 1;
      SELECT "select", "from", "prix €", stamped FROM "order" ORDER BY 1;
      SELECT count(*) FROM sync_conflict; SELECT count(*) FROM sync_quarantine;
      """, in: yard.folder)
    #expect(
      rows == [
        "1|A|2024-01-03", "2|B|", "9|C|2025-03-04", "10|neu|2026-05-21", "neu|7|0.25|0",
        "x|1|2.5|1", "y'z|2|9.0|1", "0", "0",
      ])
    let restored = yard.folder.path + "/restored.sqlite"
    try yard.expect(0, try yard.sync(["restore", yard.stick, restored]))
    #expect(FileManager.default.contentsEqual(atPath: restored, andPath: yard.database))
    #expect(
      try Program.sqlite(restored, "PRAGMA integrity_check; SELECT * FROM journal", in: yard.folder)
        == ["ok", "sans clé", "sans clé"])
  }

  @Test func `a profile that does not fit is refused in plain words and nothing is written`() throws
  {
    let yard = try Yard()
    _ = try Program.sqlite(yard.database, Self.schema, in: yard.folder)
    let before = try Data(contentsOf: URL(filePath: yard.database))
    let profile = """
      {"format": 1, "name": "faux", "recentDays": 3, "leftOut": [], "tables": [
        {"name": "journal", "identity": "surrogate", "direction": "both"},
        {"name": "absent", "identity": "own", "direction": "both"}]}
      """
    let path = yard.folder.path + "/profile.json"
    try Data(profile.utf8).write(to: URL(filePath: path))
    for command in [["init", yard.database], ["profile", "check", yard.database]] {
      let outcome = try yard.sync(command + ["--profile", path])
      #expect(outcome.status == 14, "\(outcome.words)")
      #expect(outcome.words.contains("journal"))
      #expect(outcome.words.contains("absent"))
    }
    #expect(try Data(contentsOf: URL(filePath: yard.database)) == before)
  }
}
