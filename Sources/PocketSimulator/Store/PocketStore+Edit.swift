import PocketProtocol
package import Records

extension PocketStore {
  /// Does all edits in one durable step, or none; the rows touched, in order.
  @discardableResult
  package func apply(_ edits: [PocketEdit]) throws(SimulatorFault) -> [RowID] {
    guard let schema = state.schema else { throw .noSchema }
    var rows = allRows()
    // Held once, so that it is changed in place; worked out anew where something fails.
    visible = nil
    var changes: [PocketChange] = []
    var touched: [RowID] = []
    for edit in edits {
      let plan = try plan(edit, schema: schema, rows: rows)
      touched.append(plan.row)
      guard plan.kind == .delete || !plan.cells.isEmpty else { continue }
      let change = PocketChange(
        number: state.last.number + UInt64(changes.count) + 1, nonce: draw(), kind: plan.kind,
        table: .index(plan.table), row: plan.row, seen: state.seen, cells: plan.cells)
      do { _ = try change.checkedBytes() } catch { throw .breach(error) }
      let width = schema.tables[plan.table].columns.count
      rows[plan.table][plan.row] = change.applied(
        to: rows[plan.table][plan.row]?.values, width: width
      ).map(PackedValues.init)
      changes.append(change)
    }
    if !changes.isEmpty { try commit(changes) }
    visible = rows
    return touched
  }

  /// Draws a new identity of this moment.
  package func mint() -> RowID { surroundings.freshID() }
}

private struct EditPlan {
  var kind: ChangeKind
  var table: Int
  var row: RowID
  var cells: [SchemaPlace: CellChange]
}

extension PocketStore {
  private func plan(
    _ edit: PocketEdit, schema: SyncSchema, rows: [[RowID: PackedValues]]
  ) throws(SimulatorFault) -> EditPlan {
    switch edit {
    case .create(let name, let given, let values):
      let table = try writable(name, schema)
      let row = identity(given, schema.tables[table], values)
      guard rows[table][row] == nil else { throw .rowExists(table: name) }
      let cells = try create(values, schema.tables[table])
      return EditPlan(kind: .create, table: table, row: row, cells: cells)
    case .update(let name, let row, let values):
      let table = try writable(name, schema)
      guard let now = rows[table][row]?.values else { throw .unknownRow(table: name) }
      let cells = try update(values, schema.tables[table], now)
      return EditPlan(kind: .update, table: table, row: row, cells: cells)
    case .delete(let name, let row):
      let table = try writable(name, schema)
      guard let now = rows[table][row]?.values else { throw .unknownRow(table: name) }
      var cells: [SchemaPlace: CellChange] = [:]
      for (column, value) in now.enumerated() {
        cells[.index(column)] = CellChange(base: value, new: .null)
      }
      return EditPlan(kind: .delete, table: table, row: row, cells: cells)
    }
  }

  private func writable(_ name: String, _ schema: SyncSchema) throws(SimulatorFault) -> Int {
    guard let table = schema.tables.firstIndex(where: { $0.name == name }) else {
      throw .unknownTable(name)
    }
    guard schema.tables[table].direction != .toPocket else { throw .readOnly(table: name) }
    return table
  }

  private func create(
    _ values: [String: Value], _ table: SyncTable
  ) throws(SimulatorFault) -> [SchemaPlace: CellChange] {
    try check(values, table)
    var cells: [SchemaPlace: CellChange] = [:]
    for (index, column) in table.columns.enumerated() {
      let value = values[column.name] ?? .null
      guard !column.isRequired || !value.isNull else {
        throw .required(table: table.name, column: column.name)
      }
      cells[.index(index)] = CellChange(base: .null, new: value)
    }
    return cells
  }

  private func update(
    _ values: [String: Value], _ table: SyncTable, _ now: [Value]
  ) throws(SimulatorFault) -> [SchemaPlace: CellChange] {
    try check(values, table)
    var cells: [SchemaPlace: CellChange] = [:]
    for (index, column) in table.columns.enumerated() {
      guard let value = values[column.name], value != now[index] else { continue }
      guard !column.isRequired || !value.isNull else {
        throw .required(table: table.name, column: column.name)
      }
      cells[.index(index)] = CellChange(base: now[index], new: value)
    }
    // A group is decided as one: who changes one of its columns says what the others were.
    for group in table.groups where group.contains(where: { cells[.index($0)] != nil }) {
      for column in group where cells[.index(column)] == nil {
        cells[.index(column)] = CellChange(base: now[column], new: now[column])
      }
    }
    return cells
  }

  /// A natural key gives the identity; elsewhere it is drawn where none is given.
  private func identity(
    _ given: RowID?, _ table: SyncTable, _ values: [String: Value]
  ) -> RowID {
    guard table.key.isEmpty else {
      return .derived(
        table: table.name, key: table.key.map { values[table.columns[$0].name] ?? .null })
    }
    return given ?? surroundings.freshID()
  }

  private func check(_ values: [String: Value], _ table: SyncTable) throws(SimulatorFault) {
    let known = Set(table.columns.map(\.name))
    for column in values.keys.sorted() where !known.contains(column) {
      throw .unknownColumn(table: table.name, column: column)
    }
  }
}
