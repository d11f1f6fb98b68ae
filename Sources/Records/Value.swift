/// One cell: the five storage classes of SQLite, compared exactly (1 and 1.0 differ).
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// True for the SQL NULL.
  package var isNull: Bool { self == .null }
}
