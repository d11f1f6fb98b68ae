import Foundation
import GRDB
import Records
import Testing

@testable import FarmDatabase

struct MaskedCopyTests {
  private static let schema = """
    CREATE TABLE person(id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
      name TEXT NOT NULL, born TEXT CHECK (born GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      kind TEXT NOT NULL CHECK (kind IN ('new', 'old')), tag TEXT UNIQUE, note TEXT,
      grade TEXT CHECK (grade IN ('A', 'B')), born_in TEXT REFERENCES place(code));
    CREATE TABLE place(code TEXT PRIMARY KEY, name TEXT);
    INSERT INTO place VALUES ('NAM', 'Namur'), ('LIE', 'Liège');
    """

  /// Digits go round, so that one row's stand-in is another row's text.
  private static func other(_ text: String, _ variant: Int) -> String {
    String(
      text.map { character in
        guard let digit = character.wholeNumberValue else {
          return character.isLetter ? "z" : character
        }
        return Character(String((digit + 1 + variant) % 10))
      })
  }

  /// A prepared farm with two persons, and its copy with stand-ins that say so.
  ///
  /// A third one and a medium were there once; SQLite was told to leave their bytes.
  private func masked() throws -> (
    columns: Set<MaskedColumn>, rows: [Row], images: [Row], hub: String, folder: Scratch
  ) {
    let folder = try Scratch()
    let path = folder.path + "/farm.sqlite"
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(sql: Self.schema)
      for (index, name) in ["Luc Dubois", "Anne Petit", "Luc Dubois"].enumerated() {
        try db.execute(
          sql: "INSERT INTO person VALUES (?, ?, '1970-05-21', 'old', ?, ?, NULL, 'NAM')",
          arguments: [
            Data(Array(repeating: UInt8(index), count: 16)), name, "BE \(index)",
            index == 0 ? nil : "cousin",
          ])
      }
    }
    try queue.close()
    let tables = [
      ProfileTable(name: "place", identity: .natural, direction: .toPocket),
      ProfileTable(name: "person", identity: .own, direction: .both),
    ]
    _ = try FarmDatabase.prepare(
      path: path, profile: SyncProfile(name: "test", recentDays: 10, tables: tables),
      farmName: "Tilleuls")
    let farm = try FarmDatabase(path: path)
    _ = try farm.capture()
    try DatabaseQueue(path: path).writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA secure_delete = OFF;
          CREATE TABLE gone(name TEXT); INSERT INTO gone VALUES ('Marie Lejeune'); DROP TABLE gone;
          """)
    }
    try farm.ledger.run { db in
      try db.execute(
        sql: """
          INSERT INTO batch VALUES (x'01', 1, 1, 1, 1, CAST('Marie Lejeune' AS BLOB));
          DELETE FROM batch;
          """)
    }
    let copy = folder.path + "/copy.sqlite"
    try FarmImage.copy(farm, to: copy)
    let mask = ValueMask(
      text: { text, variant in Self.other(text, variant) },
      batch: { bytes, _ in bytes })
    let columns = try MaskedCopy.mask(copy, of: farm, by: mask)
    let image = try #require(farm.tables.first { $0.name == "person" }).image
    return try DatabaseQueue(path: copy).read { db in
      (
        columns, try Row.fetchAll(db, sql: "SELECT * FROM person ORDER BY id"),
        try Row.fetchAll(db, sql: "SELECT * FROM \(image) ORDER BY gid"),
        try String.fetchOne(db, sql: "SELECT farm_name FROM sync_hub") ?? "", folder
      )
    }
  }

  @Test func `names and notes have stand-ins; keys, days, kinds and references stay`() throws {
    let found = try masked()
    let names = Set(found.columns.map { $0.table + "." + $0.column })
    #expect(names == ["person.name", "person.note", "person.tag", "place.name"])
    #expect(found.rows.map { $0["name"] as String } == ["zzz zzzzzz", "zzzz zzzzz", "zzz zzzzzz"])
    #expect(found.rows.allSatisfy { $0["born"] == "1970-05-21" && $0["kind"] == "old" })
    #expect(found.rows.allSatisfy { $0["born_in"] == "NAM" })
    #expect(found.rows.map { $0["tag"] as String } == ["zz 1", "zz 2", "zz 3"])
    #expect(found.hub == "zzzzzzzz")
    withExtendedLifetime(found.folder) {}
  }

  @Test func `the image of a row is masked as the row is`() throws {
    let found = try masked()
    for (row, image) in zip(found.rows, found.images) {
      #expect(row.databaseValues.contains(image["c0"]), "\(row) \(image)")
    }
    let texts = found.images.flatMap(\.databaseValues).compactMap(String.fromDatabaseValue)
    #expect(!texts.contains { $0.contains("Dubois") || $0.contains("Petit") })
    withExtendedLifetime(found.folder) {}
  }

  @Test func `what was deleted in the farm is in neither file of the copy`() throws {
    let found = try masked()
    for (file, isThere) in [("farm.sqlite", true), ("copy.sqlite", false)] {
      for place in [file, Ledger.place(besideDatabase: file)] {
        let bytes = try Data(contentsOf: URL(filePath: found.folder.path + "/" + place))
        let log = FileManager.default.contents(atPath: found.folder.path + "/" + place + "-wal")
        let all = bytes + (log ?? Data())
        #expect((all.range(of: Data("Marie Lejeune".utf8)) != nil) == isThere, "\(place)")
      }
    }
    withExtendedLifetime(found.folder) {}
  }

  private final class Scratch {
    let path = NSTemporaryDirectory() + "masked-" + UUID().uuidString

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}
