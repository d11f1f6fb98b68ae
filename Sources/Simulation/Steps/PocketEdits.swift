import PocketSimulator
import Records

/// What a person does on a pocket in the field.
extension World {
  func editOnPocket(_ pocket: Pocket) throws {
    guard let schema = pocket.store.schema else { return }
    let before = oracle
    let rows = schema.tables.indices.map { pocket.store.rows($0) }
    let index = chance.below(schema.tables.count)
    let hand = FieldHand(
      world: self, schema: schema, rows: rows, index: index,
      table: Universe.table(schema.tables[index].name))
    guard let edit = hand.edit() else { return }
    do {
      try pocket.store.apply([edit])
      for row in pocket.store.rows(index).values {
        oracle.show(hand.table.grouped(row, schema.tables[index].columns.map(\.name)))
      }
    } catch {
      oracle = before
      counts.add("pocket edit: not possible")
      return
    }
    switch edit {
    case .create(let table, let row, let values):
      counts.add("pocket edit: create")
      tell("\(pocket.label) creates \(table) \(name(row)) \(text(values))")
    case .update(let table, let row, let values):
      counts.add("pocket edit: update")
      tell("\(pocket.label) changes \(table) \(name(row)) \(text(values))")
    case .delete(let table, let row):
      counts.add("pocket edit: delete")
      tell("\(pocket.label) deletes \(table) \(name(row))")
    }
  }

  func name(_ row: RowID?) -> String { row.map { String($0.hexadecimal.suffix(6)) } ?? "new" }

  func text(_ values: [String: Value]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)=\(text($0.value))" }.joined(separator: " ")
  }

  func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): text
    case .blob(let bytes): RowID(bytes).map(name) ?? "\(bytes.count) bytes"
    }
  }

  /// A key that people choose: rarely the same twice, unless keys are to meet.
  func choose(_ letter: String, of few: Int) -> Value {
    if options.events.contains(.clashes) { return .text("\(letter)\(chance.below(few))") }
    names += 1
    return .text("\(letter)\(names)")
  }
}

/// One edit of one table, thought out on what the pocket shows.
private struct FieldHand {
  let world: World
  let schema: SyncSchema
  let rows: [[RowID: [Value]]]
  let index: Int
  let table: SimulatedTable

  private var chance: Chance { world.chance }
  private var columns: [SyncColumn] { schema.tables[index].columns }
  private var identities: [RowID] { rows[index].keys.sorted() }

  func edit() -> PocketEdit? {
    if identities.isEmpty || identities.count < 12 && chance.percent(40) { return create() }
    return chance.percent(80) ? update() : delete()
  }

  private func create() -> PocketEdit? {
    let row = RowID(
      milliseconds: NodeClock.startMilliseconds, random: chance.word(), chance.word())
    var values: [String: Value] = [:]
    for (column, parent) in table.parents {
      let isNeeded = columns.first { $0.name == column }?.isRequired ?? true
      guard isNeeded || chance.percent(70) else { continue }
      guard let key = parentKey(parent) else {
        if isNeeded { return nil }
        continue
      }
      values[column] = key
    }
    if let key = table.key { values[key] = freshKey() }
    if let unique = table.unique, chance.percent(90) || table.name == "place" {
      values[unique] = world.choose("U", of: 6)
    }
    let identity =
      table.identity == .natural
      ? RowID.derived(
        table: table.name, key: table.primaryKey.map { values[$0] ?? .null }) : row
    guard rows[index][identity] == nil else { return update(identity) }
    for word in table.words where chance.percent(85) {
      values[word] = world.oracle.mint(over: nil, at: place(identity, word)).value
    }
    for gathering in table.gathers { gather(gathering, in: identity, after: nil, &values) }
    return .create(table: table.name, row: table.identity == .natural ? nil : row, values: values)
  }

  private func update() -> PocketEdit? { chance.pick(identities).flatMap(update) }

  private func update(_ row: RowID) -> PocketEdit? {
    guard let now = rows[index][row] else { return nil }
    var values: [String: Value] = [:]
    for word in table.words where chance.percent(60) {
      guard let column = columns.firstIndex(where: { $0.name == word }) else { continue }
      values[word] = world.oracle.mint(over: now[column], at: place(row, word)).value
    }
    for gathering in table.gathers where chance.percent(50) {
      gather(gathering, in: row, after: now, &values)
    }
    if table.identity != .natural, chance.percent(10), let parent = table.parents.first {
      values[parent.column] = parentKey(parent.table)
    }
    if let unique = table.unique, world.options.events.contains(.clashes), chance.percent(8) {
      values[unique] = world.choose("U", of: 6)
    }
    values = values.filter { _, value in !value.isNull }
    return values.isEmpty ? nil : .update(table: table.name, row: row, values: values)
  }

  private func gather(
    _ gathering: Gathering, in row: RowID, after now: [Value]?, _ values: inout [String: Value]
  ) {
    let column = columns.firstIndex { $0.name == gathering.column }
    values[gathering.column] = gathering.next(
      after: column.flatMap { now?[$0] }, row: row, &world.oracle, chance)
  }

  private func delete() -> PocketEdit? {
    guard table.gathers.isEmpty else { return nil }
    let leaves =
      world.options.events.contains(.orphans) && chance.percent(30)
      ? identities : identities.filter { !hasChildren($0) }
    guard let row = chance.pick(leaves), let now = rows[index][row] else { return nil }
    world.oracle.bury(Token.all(in: now))
    return .delete(table: table.name, row: row)
  }

  /// The keys by which children name a row of this table.
  private func hasChildren(_ row: RowID) -> Bool {
    let key = key(of: row, in: index)
    for definition in Universe.tables {
      for parent in definition.parents where parent.table == table.name {
        guard let place = schema.tables.firstIndex(where: { $0.name == definition.name }),
          let column = schema.tables[place].columns.firstIndex(where: { $0.name == parent.column })
        else { continue }
        if rows[place].values.contains(where: { $0[column] == key }) { return true }
      }
    }
    return false
  }

  private func parentKey(_ name: String) -> Value? {
    guard let parent = schema.tables.firstIndex(where: { $0.name == name }),
      let row = chance.pick(rows[parent].keys.sorted())
    else { return nil }
    return key(of: row, in: parent)
  }

  private func key(of row: RowID, in parent: Int) -> Value {
    let definition = Universe.table(schema.tables[parent].name)
    guard definition.identity == .natural, let name = definition.key,
      let column = schema.tables[parent].columns.firstIndex(where: { $0.name == name })
    else { return .blob(row.bytes) }
    return rows[parent][row]?[column] ?? .null
  }

  private func freshKey() -> Value {
    table.parents.isEmpty ? world.choose("S", of: 5) : .integer(Int64(1 + chance.below(3)))
  }

  private func place(_ row: RowID, _ column: String) -> Oracle.Place {
    Oracle.Place(
      table: table.name, row: row,
      column: columns.firstIndex { $0.name == column } ?? -1)
  }
}
