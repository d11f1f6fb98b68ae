/// What people call a table, its columns and the values in them; each by language code.
package struct TableWords: Codable, Hashable, Sendable {
  /// The table.
  package var name: [String: String]?
  /// Column → its name.
  package var columns: [String: [String: String]]?
  /// Column → value → what people call it.
  package var values: [String: [String: [String: String]]]?
}
