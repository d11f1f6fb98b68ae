import Merge
import Records

/// Numbers by seed: the same rows on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: UInt64) -> Bool { next() % 100 < percent }
}

/// One row of both sides before the merge: what the PC made of it, what the pocket did to it.
struct RandomRow {
  static let columnCount = 5
  /// Few values, so that sides often agree, and neighbours that are easily taken for each other.
  private static let values: [Value] = [
    .null, .integer(0), .integer(1), .integer(-7), .real(1), .real(2.5), .text(""), .text("1"),
    .text("a"), .text("A"), .text("a "), .text("\u{E9}"), .text("e\u{301}"), .blob([]),
    .blob([0x61]), .blob([0, 255]),
  ]

  /// What stood on both sides; nil for a row that the PC never had.
  var common: [Value]?
  /// The PC's row now; nil where it deleted it or never had it.
  var current: [Value]?
  /// Kind and cells of the pocket's changes, in order; none where it left the row alone.
  var changes: [(kind: ChangeKind, cells: [Int: (Value, Value)])] = []

  init(_ random: inout SeededNumbers) {
    if random.chance(80) {
      common = (0..<Self.columnCount).map { _ in Self.values.randomElement(using: &random)! }
    }
    current = common
    if random.chance(50), let row = common {
      current = row.map { random.chance(40) ? Self.values.randomElement(using: &random)! : $0 }
    }
    if random.chance(15) { current = nil }
    if random.chance(10) { return }
    changes.append(change(&random))
    if changes[0].kind != .delete, random.chance(20) {
      // A pocket creates once, and finds in a cell that it wrote itself what it wrote.
      var second = change(&random)
      if changes[0].kind == .create, second.kind == .create { second.kind = .update }
      for (column, cell) in second.cells where second.kind != .create {
        second.cells[column]?.0 = changes[0].cells[column]?.1 ?? cell.0
      }
      changes.append(second)
    }
  }

  /// The state that the merge meets; a deleted row is remembered as it was last captured.
  var state: RowState {
    if let current { return .live(current) }
    return common.map { .deleted($0) } ?? .absent
  }

  private func change(
    _ random: inout SeededNumbers
  ) -> (kind: ChangeKind, cells: [Int: (Value, Value)]) {
    let kind = ChangeKind(rawValue: UInt8([1, 2, 2, 2, 3][Int(random.next() % 5)]))!
    var cells: [Int: (Value, Value)] = [:]
    for column in 0..<Self.columnCount where kind == .delete || random.chance(50) {
      let base =
        random.chance(75)
        ? common?[column] ?? .null : Self.values.randomElement(using: &random)!
      let new =
        random.chance(20)
        ? current?[column] ?? .null : Self.values.randomElement(using: &random)!
      cells[column] = (kind == .create ? .null : base, kind == .delete ? .null : new)
    }
    return (kind, cells)
  }
}

extension Value {
  /// The value as an SQL literal.
  var sql: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): "CAST(x'\(Self.hex(Array(text.utf8)))' AS TEXT)"
    case .blob(let bytes): "x'\(Self.hex(bytes))'"
    }
  }

  /// Class and bytes, as `classAndBytes` makes SQLite show a cell.
  var shown: String {
    switch self {
    case .null: "null:"
    case .integer(let number): "integer:" + Self.hex(Array("\(number)".utf8))
    case .real(let number): "real:" + Self.hex(Array("\(number)".utf8))
    case .text(let text): "text:" + Self.hex(Array(text.utf8))
    case .blob(let bytes): "blob:" + Self.hex(bytes)
    }
  }

  static func classAndBytes(_ column: String) -> String {
    "typeof(\(column)) || ':' || coalesce(hex(\(column)), '')"
  }

  static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
