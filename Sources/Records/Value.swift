/// One cell: the five storage classes of SQLite, compared exactly (1 and 1.0 differ).
package enum Value: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// True for the SQL NULL.
  package var isNull: Bool { self == .null }
}

extension Value: Hashable {
  /// Texts compare by their bytes: Swift would take "é" in one scalar for "é" in two.
  package static func == (first: Value, second: Value) -> Bool {
    switch (first, second) {
    case (.null, .null): true
    case (.integer(let first), .integer(let second)): first == second
    case (.real(let first), .real(let second)): first == second
    case (.text(let first), .text(let second)): first.utf8.elementsEqual(second.utf8)
    case (.blob(let first), .blob(let second)): first == second
    default: false
    }
  }

  /// Agrees with `==`.
  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .integer(let number): hasher.combine(number)
    case .real(let number): hasher.combine(number)
    case .text(let text): for byte in text.utf8 { hasher.combine(byte) }
    case .blob(let bytes): hasher.combine(bytes)
    }
  }
}
