import Records

/// What two sides did apart to one table, where nobody can doubt what the outcome must be.
struct TwoSidedWork {
  /// What became of one row; never a contradiction.
  enum Fate: Int, CaseIterable {
    case untouched, editedOnPC, editedOnPocket, editedApart, editedAlike
    case deletedOnPC, deletedOnPocket, deletedOnBoth
  }

  static let schema = """
    CREATE TABLE record(id INTEGER PRIMARY KEY, a TEXT, b INTEGER, c REAL, d BLOB, e TEXT);

    """
  static let listing =
    "SELECT id, quote(a), quote(b), quote(c), quote(d), quote(e) FROM record ORDER BY id"
  private static let columns = ["id", "a", "b", "c", "d", "e"]
  private static let rowCount: Int64 = 32
  private static let newRowCount: Int64 = 6

  private(set) var base = ""
  private(set) var pc = ""
  private(set) var pocket = ""
  private(set) var changes: [(kind: ChangeKind, key: Int64, cells: [Int: (Value, Value)])] = []
  private(set) var fates: [Fate] = []
  private var random: SeededNumbers

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
    for key in 1...Self.rowCount { decide(key, Fate.allCases.randomElement(using: &random)!) }
    for place in 1...Self.newRowCount {
      pc += Self.insert(row(1_000 + place))
      let values = row(2_000 + place)
      pocket += Self.insert(values)
      let cells = values.enumerated().map { ($0, (Value.null, $1)) }
      changes.append((.create, 2_000 + place, Dictionary(uniqueKeysWithValues: cells)))
    }
  }

  private mutating func decide(_ key: Int64, _ fate: Fate) {
    let before = row(key)
    base += Self.insert(before)
    fates.append(fate)
    let places = (1..<Self.columns.count).shuffled(using: &random)
    let split = Int.random(in: 1..<places.count, using: &random)
    let (first, second) = (Array(places[..<split]), Array(places[split...]))
    switch fate {
    case .untouched: break
    case .editedOnPC: edit(before, onPC: first, onPocket: [])
    case .editedOnPocket: edit(before, onPC: [], onPocket: first)
    case .editedApart: edit(before, onPC: first, onPocket: second)
    case .editedAlike: edit(before, onPC: first + second.prefix(1), onPocket: first)
    case .deletedOnPC: pc += Self.delete(key)
    case .deletedOnPocket: deleteOnPocket(before)
    case .deletedOnBoth:
      pc += Self.delete(key)
      deleteOnPocket(before)
    }
  }

  /// A column that both edit gets one value on both sides.
  private mutating func edit(_ before: [Value], onPC: [Int], onPocket: [Int]) {
    let after = before.indices.map { value(of: $0) }
    pc += Self.update(before[0], onPC.map { ($0, after[$0]) })
    pocket += Self.update(before[0], onPocket.map { ($0, after[$0]) })
    guard !onPocket.isEmpty, case .integer(let key) = before[0] else { return }
    let cells = onPocket.map { ($0, (before[$0], after[$0])) }
    changes.append((.update, key, Dictionary(uniqueKeysWithValues: cells)))
  }

  private mutating func deleteOnPocket(_ before: [Value]) {
    guard case .integer(let key) = before[0] else { return }
    pocket += Self.delete(key)
    let cells = before.enumerated().map { ($0, ($1, Value.null)) }
    changes.append((.delete, key, Dictionary(uniqueKeysWithValues: cells)))
  }

  private mutating func row(_ key: Int64) -> [Value] {
    [.integer(key)] + (1..<Self.columns.count).map { value(of: $0) }
  }

  private mutating func value(of column: Int) -> Value {
    if random.chance(15) { return .null }
    return switch column {
    case 2: .integer(Int64(bitPattern: random.next()) >> Int64(random.next() % 60))
    case 3: .real(Double(Int64(bitPattern: random.next()) >> 20) / 64)
    case 4: .blob((0..<(random.next() % 20)).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    default:
      .text(["", "a", "A", "Mühle's", "10", "1.5", "été \u{1F33E}"].randomElement(using: &random)!)
    }
  }

  private static func insert(_ row: [Value]) -> String {
    "INSERT INTO record VALUES (\(row.map(literal).joined(separator: ", ")));\n"
  }

  private static func update(_ key: Value, _ cells: [(Int, Value)]) -> String {
    if cells.isEmpty { return "" }
    let set = cells.map { "\(columns[$0]) = \(literal($1))" }.joined(separator: ", ")
    return "UPDATE record SET \(set) WHERE id = \(literal(key));\n"
  }

  private static func delete(_ key: Int64) -> String { "DELETE FROM record WHERE id = \(key);\n" }

  private static func literal(_ value: Value) -> String {
    switch value {
    case .null: "NULL"
    case .integer(let number): String(number)
    case .real(let number): "\(number)"
    case .text(let text):
      "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
    case .blob(let bytes): "x'\(Hexadecimal.encode(bytes))'"
    }
  }
}
