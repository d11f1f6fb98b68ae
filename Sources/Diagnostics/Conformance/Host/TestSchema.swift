import Records

/// The farm that is judged with: a table of each identity and direction, a group, a reference.
enum TestSchema {
  static let first = SyncSchema(tables: [
    SyncTable(
      name: "kind", identity: .natural, direction: .toPocket,
      columns: [text("code", isRequired: true), text("name", isRequired: true)], key: [0]),
    SyncTable(
      name: "place", identity: .own, direction: .both,
      columns: [
        text("label", isRequired: true), integer("size"), integer("height"), text("code"),
      ], groups: [[1, 2]]),
    SyncTable(
      name: "visit", identity: .own, direction: .both,
      columns: [
        SyncColumn(name: "place", declaredType: "BLOB", isRequired: true, reference: "place"),
        text("done_on", isRequired: true), text("note"),
        SyncColumn(name: "dose", declaredType: "REAL", isRequired: false),
      ]),
    SyncTable(
      name: "badge", identity: .natural, direction: .both,
      columns: [text("number", isRequired: true), text("holder")], key: [0]),
    SyncTable(
      name: "reading", identity: .surrogate, direction: .fromPocket,
      columns: [integer("grams", isRequired: true)]),
  ])

  /// As the farm program's next version has it: a table gone, one moved, columns gone and new.
  static let second = SyncSchema(tables: [
    first.tables[0],
    SyncTable(
      name: "badge", identity: .natural, direction: .both,
      columns: [text("number", isRequired: true), text("holder"), text("valid_to")], key: [0]),
    SyncTable(
      name: "place", identity: .own, direction: .both,
      columns: [integer("height"), integer("size"), text("label", isRequired: true)],
      groups: [[0, 1]]),
    SyncTable(
      name: "visit", identity: .own, direction: .both,
      columns: [
        SyncColumn(name: "place", declaredType: "BLOB", isRequired: true, reference: "place"),
        text("weather"), text("done_on", isRequired: true),
      ]),
  ])

  private static func text(_ name: String, isRequired: Bool = false) -> SyncColumn {
    SyncColumn(name: name, declaredType: "TEXT", isRequired: isRequired)
  }

  private static func integer(_ name: String, isRequired: Bool = false) -> SyncColumn {
    SyncColumn(name: name, declaredType: "INTEGER", isRequired: isRequired)
  }

  static func place(_ number: UInt64) -> RowID {
    RowID(milliseconds: 1_750_000_000_000, random: 7, number)
  }

  static func values(_ number: UInt64, label: String) -> [String: Value] {
    [
      "label": .text(label), "size": .integer(Int64(number) * 100), "height": .integer(3),
      "code": .text("TRZAW"),
    ]
  }

  /// What every pocket is fed first: rows to look at, to change and to point to.
  static let rows: [(table: String, row: RowID, values: [String: Value]?)] =
    [
      (
        "kind", RowID.derived(table: "kind", key: [.text("TRZAW")]),
        ["code": .text("TRZAW"), "name": .text("froment d'hiver")]
      ),
      (
        "badge", RowID.derived(table: "badge", key: [.text("BE-0001")]),
        ["number": .text("BE-0001"), "holder": .text("Élise")]
      ),
      (
        "visit", RowID(milliseconds: 1_750_000_000_000, random: 9, 1),
        [
          "place": .blob(place(1).bytes), "done_on": .text("2026-05-21"), "note": .text("vu"),
          "dose": .real(2.5),
        ]
      ),
    ] + (1...3).map { ("place", place($0), values($0, label: "Parcelle \($0)")) }
}
