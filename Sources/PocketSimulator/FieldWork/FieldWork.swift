import Records

/// Someone who works in the field: new rows and edits through the pocket's own edit calls.
package protocol FieldAuthor {
  /// Makes new rows in tables that the pocket may write; how many were made, 0 where none can be.
  mutating func records(_ count: Int, in store: PocketStore) throws(SimulatorFault) -> Int
  /// Changes cells of rows that are there; how many rows were changed.
  mutating func edits(_ count: Int, in store: PocketStore) throws(SimulatorFault) -> Int
}

/// A day in the field, by seed: plausible new rows and edits for whatever schema the pocket holds.
package struct FieldWork<Generator: RandomNumberGenerator>: FieldAuthor {
  /// So many edits are made in one durable step on few rows.
  static var stepEdits: Int { 50 }
  /// And on many.
  static var mostStepEdits: Int { 1_000 }
  /// The rows are looked at anew once there is so large a share of new ones: one in so many.
  static var knownShare: Int { 4 }

  private var generator: Generator
  private let words = [
    "vu", "à revoir", "pluie", "vent faible", "sol sec", "rien à signaler", "fait", "Mühle",
    "noordkant", "bord du bois", "2e passage", "OK",
  ]

  /// The same seed on the same rows makes the same work; identities and nonces stay unguessable.
  package init(generator: Generator) { self.generator = generator }

  /// Makes new rows in tables that the pocket may write; how many were made, 0 where none can be.
  package mutating func records(_ count: Int, in store: PocketStore) throws(SimulatorFault) -> Int {
    try work(count, store) { work, knowledge in work.record(knowledge, store) }
  }

  /// Changes cells of rows that are there; how many rows were changed.
  package mutating func edits(_ count: Int, in store: PocketStore) throws(SimulatorFault) -> Int {
    try work(count, store) { work, knowledge in work.edit(knowledge) }
  }

  private mutating func work(
    _ count: Int, _ store: PocketStore,
    _ make: (inout Self, FieldKnowledge) -> PocketEdit?
  ) throws(SimulatorFault) -> Int {
    guard let schema = store.schema else { throw .noSchema }
    var done = 0
    while done < count {
      let knowledge = FieldKnowledge(schema: schema, store: store)
      let limit = min(count, done + max(Self.stepEdits, knowledge.rowCount / Self.knownShare))
      let before = done
      while done < limit {
        let edits = (0..<min(limit - done, Self.mostStepEdits)).compactMap { _ in
          make(&self, knowledge)
        }
        if edits.isEmpty { break }
        try store.apply(edits)
        done += edits.count
      }
      if done == before { break }
    }
    return done
  }

  private mutating func record(_ knowledge: FieldKnowledge, _ store: PocketStore) -> PocketEdit? {
    let tables = knowledge.schema.tables.indices.filter { knowledge.canCreate($0) }
    guard let table = tables.randomElement(using: &generator) else { return nil }
    let facts = knowledge.schema.tables[table]
    let row = store.mint()
    var values: [String: Value] = [:]
    for (index, column) in facts.columns.enumerated() {
      let skips = Int.random(in: 0..<10, using: &generator) < knowledge.emptyTenths(table, index)
      if skips && !column.isRequired { continue }
      let role = knowledge.roles[table][index]
      values[column.name] = value(role, knowledge, row)
    }
    return .create(table: facts.name, row: row, values: values)
  }

  private mutating func edit(_ knowledge: FieldKnowledge) -> PocketEdit? {
    let tables = knowledge.schema.tables.indices.filter { table in
      knowledge.schema.tables[table].direction != .toPocket && !knowledge.identities[table].isEmpty
        && knowledge.roles[table].contains(where: \.isEditable)
    }
    guard let table = tables.randomElement(using: &generator),
      let row = knowledge.identities[table].randomElement(using: &generator),
      let column = knowledge.roles[table].indices.filter({ knowledge.roles[table][$0].isEditable })
        .randomElement(using: &generator)
    else { return nil }
    let facts = knowledge.schema.tables[table]
    let value = value(knowledge.roles[table][column], knowledge, row)
    return .update(table: facts.name, row: row, values: [facts.columns[column].name: value])
  }

  private mutating func value(
    _ role: ColumnRole, _ knowledge: FieldKnowledge, _ row: RowID
  ) -> Value {
    switch role {
    case .parent(let table):
      knowledge.identities[table].randomElement(using: &generator).map { .blob($0.bytes) } ?? .null
    case .code(let table, let column):
      knowledge.values(table, column).randomElement(using: &generator) ?? .null
    case .choice(let values): values.randomElement(using: &generator) ?? .null
    case .number(let range): .integer(Int64.random(in: range, using: &generator))
    case .fraction: .real(Double(Int.random(in: 1...999, using: &generator)) / 4)
    case .date: .text("2026-\(twoDigits(3...9))-\(twoDigits(1...28))")
    case .time: .text("\(twoDigits(6...20)):\(twoDigits(0...59))")
    case .serial(let pattern):
      .text(String(pattern.map { $0.isASCII && $0.isNumber ? digit() : $0 }))
    case .words:
      .text(
        "\(words.randomElement(using: &generator)!) \(Int.random(in: 1...999, using: &generator))")
    case .unknown: .null
    }
  }

  private mutating func twoDigits(_ range: ClosedRange<Int>) -> String {
    let number = Int.random(in: range, using: &generator)
    return number < 10 ? "0\(number)" : "\(number)"
  }

  private mutating func digit() -> Character {
    Character("\(Int.random(in: 0...9, using: &generator))")
  }
}
