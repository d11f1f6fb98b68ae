package import Records

extension SyncColumn {
  /// How SQLite converts what is put into the column, by its rules for declared types.
  ///
  /// ANY is taken as in a STRICT table, which converts nothing.
  package var affinity: String {
    let type = declaredType.uppercased()
    func has(_ words: String...) -> Bool { words.contains { type.contains($0) } }
    if has("INT") { return "INTEGER" }
    if has("CHAR", "CLOB", "TEXT") { return "TEXT" }
    if type.isEmpty || type == "ANY" || has("BLOB") { return "BLOB" }
    return has("REAL", "FLOA", "DOUB") ? "REAL" : "NUMERIC"
  }
}
