import Records

/// What can be learnt from the tables on the pocket about making a plausible row.
struct FieldKnowledge {
  /// How many rows of a table are looked at.
  static let sampleRows = 256
  /// With at most so many different values a column counts as a choice.
  static let choiceValues = 12

  let schema: SyncSchema
  let roles: [[ColumnRole]]
  /// The identities of the rows of each table, in order.
  let identities: [[RowID]]
  private let samples: [[[Value]]]
  private let emptyShares: [[Int]]

  init(schema: SyncSchema, store: PocketStore) {
    self.schema = schema
    let identities = schema.tables.indices.map { store.identities($0) }
    self.identities = identities
    let sampled = identities.enumerated().map { table, rows in
      rows.prefix(Self.sampleRows).map { store.row(table, $0)! }
    }
    samples = schema.tables.indices.map { table in
      schema.tables[table].columns.indices.map { column in sampled[table].map { $0[column] } }
    }
    emptyShares = samples.map { $0.map(Self.emptyTenths) }
    roles = schema.tables.indices.map { [samples] table in
      schema.tables[table].columns.indices.map { column in
        Self.role(schema, samples, store, table, column)
      }
    }
  }

  /// True where every required column of the table can be filled.
  func canCreate(_ table: Int) -> Bool {
    let columns = schema.tables[table].columns
    guard schema.tables[table].direction != .toPocket, schema.tables[table].identity != .natural
    else { return false }
    return zip(columns, roles[table]).allSatisfy { column, role in
      guard column.isRequired else { return true }
      return switch role {
      case .parent(let parent): !identities[parent].isEmpty
      case .code(let parent, _): !identities[parent].isEmpty
      case .unknown: false
      default: true
      }
    }
  }

  /// The values of a column that were looked at, empty ones left out.
  func values(_ table: Int, _ column: Int) -> [Value] {
    samples[table][column].filter { !$0.isNull }
  }

  /// How many of ten rows leave the column empty.
  func emptyTenths(_ table: Int, _ column: Int) -> Int { emptyShares[table][column] }

  /// Rows of all tables.
  var rowCount: Int { identities.reduce(0) { $0 + $1.count } }

  private static func emptyTenths(_ values: [Value]) -> Int {
    values.isEmpty ? 5 : values.count(where: \.isNull) * 10 / values.count
  }
}

extension FieldKnowledge {
  private static func role(
    _ schema: SyncSchema, _ samples: [[[Value]]], _ store: PocketStore, _ table: Int,
    _ column: Int
  ) -> ColumnRole {
    let facts = schema.tables[table].columns[column]
    if let name = facts.reference {
      return schema.tables.firstIndex { $0.name == name }.map { .parent(table: $0) } ?? .unknown
    }
    let values = samples[table][column].filter { !$0.isNull }
    if let parent = parent(schema, store, facts, values) { return .parent(table: parent) }
    if let code = code(schema, samples, table, column, values) { return code }
    if let date = calendar(facts.name, values) { return date }
    return plain(facts, values)
  }

  /// By values that are identities of one table, or else by the name: `lot_id` fits `stock_lot`.
  private static func parent(
    _ schema: SyncSchema, _ store: PocketStore, _ column: SyncColumn, _ values: [Value]
  ) -> Int? {
    let rows = values.compactMap { value -> RowID? in
      guard case .blob(let bytes) = value else { return nil }
      return RowID(bytes)
    }
    if !rows.isEmpty, rows.count == values.count {
      let tables = Set(rows.map { store.table(of: $0) })
      if tables.count == 1, let table = tables.first { return table }
    }
    guard values.isEmpty, column.name.hasSuffix("_id") else { return nil }
    let stem = String(column.name.dropLast(3))
    return schema.tables.firstIndex { $0.name == stem }
      ?? schema.tables.firstIndex { $0.name.hasSuffix("_\(stem)") }
  }

  /// Texts that all stand in the first column of a table known by a code.
  private static func code(
    _ schema: SyncSchema, _ samples: [[[Value]]], _ table: Int, _ column: Int, _ values: [Value]
  ) -> ColumnRole? {
    let name = schema.tables[table].columns[column].name
    for (parent, facts) in schema.tables.enumerated()
    where facts.identity == .natural && parent != table {
      guard let key = facts.columns.first?.name, let codes = samples[parent].first else { continue }
      let isNamed = name == key || name.hasSuffix("_\(key)")
      let fits = !values.isEmpty && Set(values).isSubset(of: Set(codes))
      if fits || (values.isEmpty && isNamed) { return .code(table: parent, column: 0) }
    }
    return nil
  }

  private static func calendar(_ name: String, _ values: [Value]) -> ColumnRole? {
    let texts = values.compactMap { value -> String? in
      if case .text(let text) = value { text } else { nil }
    }
    func all(_ shape: String) -> Bool {
      !texts.isEmpty && texts.count == values.count && texts.allSatisfy { $0.shape == shape }
    }
    if all("0000-00-00") || (values.isEmpty && name.hasSuffix("_on")) { return .date }
    if all("00:00") || (values.isEmpty && name.hasSuffix("_hm")) { return .time }
    return nil
  }

  private static func plain(_ column: SyncColumn, _ values: [Value]) -> ColumnRole {
    let different = Set(values)
    if values.count >= 4, different.count <= choiceValues, different.count * 2 <= values.count {
      return .choice(different.sorted(by: Value.precedes))
    }
    let type = column.declaredType.uppercased()
    let numbers = values.compactMap { value -> Int64? in
      if case .integer(let number) = value { number } else { nil }
    }
    if let least = numbers.min(), let most = numbers.max(), numbers.count == values.count {
      return .number(least...most)
    }
    if let text = values.compactMap(\.textValue).first {
      let isSerial = values.count >= 4 && different.count == values.count && column.isRequired
      return isSerial && text.contains(where: \.isNumber) ? .serial(pattern: text) : .words
    }
    if values.contains(where: \.isReal) { return .fraction }
    guard values.isEmpty else { return .unknown }
    if type.contains("INT") { return .number(column.name == "version" ? 1...1 : 1...100) }
    if type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") { return .fraction }
    let free = ["note", "label", "name", "remark", "comment", "description", "title"]
    let isFree = free.contains { column.name == $0 || column.name.hasSuffix("_\($0)") }
    return isFree ? .words : .unknown
  }
}
