import Records

/// Edits of rows that the office edited meanwhile: true conflicts and harmless ones, in turn.
struct FieldAnswers {
  private let known: [RowID: KnownRow]
  private let monday: CalendarDay
  private var random: SeededRandom
  private var answered: [String: Int] = [:]

  init(known: [KnownRow], monday: CalendarDay, random: SeededRandom) {
    self.monday = monday
    self.known = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.random = random
  }

  mutating func edits(to office: [WorkEdit]) -> [WorkEdit] {
    office.compactMap { edit in
      switch edit.kind {
      case .create: sameAnimal(edit)
      case .update: known[edit.row].flatMap { answer(edit, to: $0) }
      case .delete: known[edit.row].flatMap { keepAlive(edit, $0) }
      }
    }
  }

  /// The same calf, written down in the stable too: another identity, the same ear tag.
  private mutating func sameAnimal(_ edit: WorkEdit) -> WorkEdit? {
    guard edit.table == "animal" else { return nil }
    let id = RowID(high: edit.row.high, low: 0x8000_0000_0000_0000 | random.word() >> 2)
    var cells = edit.cells
    cells["id"] = .id(id)
    cells["breed"] = .text(random.pick(Names.breeds))
    return WorkEdit(kind: .create, table: edit.table, row: id, cells: cells, intent: .sameEarTag)
  }

  private mutating func keepAlive(_ edit: WorkEdit, _ row: KnownRow) -> WorkEdit? {
    guard edit.table == "intervention" else { return nil }
    return WorkEdit(
      kind: .update, table: edit.table, row: row.id,
      cells: ["state": .text("done"), "note": .text("Fait malgré l'annulation.")],
      intent: .editOfDeleted)
  }

  private mutating func answer(_ edit: WorkEdit, to row: KnownRow) -> WorkEdit? {
    if edit.cells["state"] != nil { return elsewhere(edit, row) }
    if edit.cells["notified_on"] != nil {
      return WorkEdit(kind: .delete, table: edit.table, row: row.id, intent: .deleteOfEdited)
    }
    guard edit.cells.keys.allSatisfy({ Self.contestable.contains($0) }) else { return nil }
    let turn = answered[edit.table, default: 0]
    answered[edit.table] = turn + 1
    switch turn % 3 {
    case 0: return conflicting(edit, row)
    case 1:
      return WorkEdit(
        kind: .update, table: edit.table, row: edit.row, cells: edit.cells, intent: .agreement)
    default: return elsewhere(edit, row)
    }
  }

  private static let contestable: Set<String> = [
    "dose_per_ha", "total_qty", "done_on", "sown_on", "work_no",
  ]

  /// A value that is neither the office's nor the one both started from.
  private func conflicting(_ edit: WorkEdit, _ row: KnownRow) -> WorkEdit {
    var cells: [String: Value] = [:]
    for (column, value) in edit.cells {
      let others = (1...3).map { other(than: value, step: $0) }
      cells[column] = others.first { $0 != value && $0 != row.cells[column] }
    }
    return WorkEdit(
      kind: .update, table: edit.table, row: edit.row, cells: cells, intent: .conflict)
  }

  private func other(than value: Value, step: Int) -> Value {
    switch value {
    case .integer(let number): return .integer(number + Int64(step))
    case .text(let text):
      let isDay = text.utf8.count == monday.iso.utf8.count
      return .text(isDay ? (monday + -step).iso : text + String(step))
    default: return value
    }
  }

  /// Another column than the office's, with a value that the row does not hold yet.
  private mutating func elsewhere(_ edit: WorkEdit, _ row: KnownRow) -> WorkEdit? {
    let column: String
    let values: [Value]
    switch edit.table {
    case "intervention":
      column = "note"
      values = [.text("Vu sur place. " + random.pick(Names.notes))]
    case "parcel_season":
      column = "harvested_on"
      values = [.text(monday.iso), .text((monday + 1).iso)]
    case "animal":
      column = "breed"
      values = Names.breeds.map(Value.text)
    default: return nil
    }
    guard let value = values.first(where: { $0 != row.cells[column] }) else { return nil }
    return WorkEdit(
      kind: .update, table: edit.table, row: edit.row, cells: [column: value], intent: .elsewhere)
  }
}
