import Records

extension ResolvedTable {
  /// The key of row `user` of the farm's table, column by column, as SQL.
  func userKey(_ user: String) -> [String] { key.map { "\(user).\(SQLText.quoted($0))" } }

  /// The same key in row `image` of ours, compared as the farm's own index compares it.
  func imageKey(_ image: String) -> [String] {
    let prefix = image.isEmpty ? "" : image + "."
    return switch sync.identity {
    case .own: ["\(prefix)gid"]
    case .surrogate: ["\(prefix)k0"]
    case .natural:
      zip(sync.key, keyCollations).map { "\(prefix)c\($0) COLLATE \(SQLText.quoted($1))" }
    }
  }

  /// As `joins`, for a search of the image by row `user`: its index has no affinity.
  func findsImage(_ user: String, _ image: String) -> String {
    guard sync.identity == .natural else { return joins(user, image) }
    return zip(userKey(user), sync.key).map { "+\($0) = \(image).c\($1)" }
      .joined(separator: " AND ")
  }

  /// The keys that this capture looks at; columns k0….
  var keys: String { "temp.sync_keys_\(number)" }
  /// Identities in the image whose row is gone although its key is taken again; column gid.
  var ended: String { "temp.sync_ended_\(number)" }
  /// Identities in the image that point to another row than before; column gid.
  var repointed: String { "temp.sync_repointed_\(number)" }
  /// The names of the columns of `keys`.
  var keyNames: String { SQLText.list(key.count) { "k\($0)" } }

  /// The SQL condition that the key made of `columns` is one of `keys`.
  func isNamed(_ columns: [String]) -> String {
    "(\(columns.joined(separator: ", "))) IN (SELECT \(keyNames) FROM \(keys))"
  }

  /// The same of row `image` of ours that is no tombstone; a key of several columns would read all.
  func isNamedImage(_ image: String) -> String {
    guard sync.identity == .natural, key.count > 1 else { return isNamed(imageKey(image)) }
    let same = imageKey("i").enumerated().map { "\($1) = k.k\($0)" }
    return """
      \(image).gid IN (SELECT i.gid FROM \(keys) k CROSS JOIN \(self.image) i
        ON \(same.joined(separator: " AND ")) WHERE i.deleted = 0)
      """
  }

  /// The SQL condition that row `user` has a whole key.
  ///
  /// A row without one has no identity: it is in every copy, and never travels.
  func hasIdentity(_ user: String) -> String {
    let key = userKey(user)
    return switch sync.identity {
    case .own: "typeof(\(key[0])) = 'blob' AND length(\(key[0])) = \(RowID.byteCount)"
    case .natural: key.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    case .surrogate: "1"
    }
  }
}
