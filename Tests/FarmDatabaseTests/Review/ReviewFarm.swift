import FarmDatabase
import Records

/// Fields and jobs with a rule, a unique label and a parent; columns of job: 0 field_id, 1 dose,
/// 2 unit, 3 note.
enum ReviewFarm {
  static let schema = """
    CREATE TABLE field(id BLOB PRIMARY KEY, label TEXT NOT NULL UNIQUE, area INTEGER)
      WITHOUT ROWID;
    CREATE TABLE job(id BLOB PRIMARY KEY, field_id BLOB NOT NULL REFERENCES field(id),
      dose INTEGER CHECK(dose > 0), unit TEXT NOT NULL, note TEXT) WITHOUT ROWID;
    CREATE TABLE photo(id INTEGER PRIMARY KEY, job_id BLOB REFERENCES job(id) ON DELETE CASCADE);
    INSERT INTO field VALUES (\(hex(1)), 'Moulin', 100), (\(hex(2)), 'Pré', 200);
    INSERT INTO job VALUES (\(hex(10)), \(hex(1)), 5, 'l', 'a'),
      (\(hex(11)), \(hex(2)), 6, 'l', 'b');
    """

  static var tables: [ProfileTable] {
    var field = ProfileTable(name: "field", identity: .own, direction: .both)
    field.title = ["label"]
    var job = ProfileTable(name: "job", identity: .own, direction: .both)
    job.title = ["field_id", "note"]
    job.groups = [
      ColumnGroup(columns: ["dose", "unit"]), ColumnGroup(columns: ["note"], policy: .pocket),
    ]
    return [field, job]
  }

  static func make() throws -> ScratchDatabase {
    try ScratchDatabase(
      schema, tables, leftOut: [LeftOutTable(name: "photo", reason: "stays on the PC")])
  }

  /// A new job of the pocket.
  static func job(
    _ base: ScratchDatabase, _ row: UInt64, field: UInt64 = 1, dose: Int64 = 9
  ) -> RowChange {
    base.change(
      .create, 1, id(row),
      [
        0: (.null, .blob(id(field).bytes)), 1: (.null, .integer(dose)), 2: (.null, .text("kg")),
        3: (.null, .text("n")),
      ])
  }

  /// The delete of a job that is as the pocket saw it.
  static func deletion(_ base: ScratchDatabase) -> RowChange {
    base.change(
      .delete, 1, id(10),
      [
        0: (.blob(id(1).bytes), .null), 1: (.integer(5), .null), 2: (.text("l"), .null),
        3: (.text("a"), .null),
      ])
  }

  /// Dose and unit changed on both sides: the PC's 8 kg stand, the pocket's 7 l are kept.
  static func contradict(_ base: ScratchDatabase) throws {
    try base.program("UPDATE job SET dose = 8, unit = 'kg' WHERE id = \(hex(10))")
    try base.merge([
      base.change(.update, 1, id(10), [1: (.integer(5), .integer(7)), 2: (.text("l"), .text("l"))])
    ])
  }
}
