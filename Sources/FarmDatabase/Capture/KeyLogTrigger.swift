import Records

/// A trigger on a farm table that logs the keys of the rows that the farm program writes.
///
/// It runs inside the farm program, whose SQLite may be of 2010: nothing younger stands in it.
struct KeyLogTrigger: Sendable, Hashable {
  var name: String
  var sql: String

  /// What the log says of a key; the numbers stand in the triggers.
  enum Event: Int {
    /// Ours: everything before was taken.
    case taken = 0
    case inserted = 1
    case updated = 2
    case deleted = 3
    /// Another row is about to take one of its unique keys: it may be replaced.
    case rivalled = 4
    /// A row with its own primary key is about to be inserted: it may be written anew.
    case rewritten = 5
    /// Ours, in the place of `taken`: rows are missing from before, and nothing was compared yet.
    case owed = 6
  }

  /// The triggers of one table, as they stand in `sqlite_schema`.
  static func all(
    on table: ResolvedTable, unique: [UniqueKey], guards: Guards
  ) -> [KeyLogTrigger] {
    let text = TriggerText(table: table)
    let rivals = guards.contains(.replaceTrigger) ? unique : []
    var triggers = [
      text.trigger("ai", "AFTER INSERT", [text.log(.inserted, "NEW")]),
      text.trigger("au", "AFTER UPDATE", text.update),
      text.trigger("ad", "AFTER DELETE", [text.log(.deleted, "OLD")]),
    ]
    var beforeInsert = rivals.map { text.rivals($0, except: nil) }
    var beforeUpdate = rivals.map { text.rivals($0, except: "OLD") }
    var watched = rivals.flatMap(\.columns).map(\.name)
    if table.sync.identity == .surrogate {
      beforeInsert.append(text.rewritten)
      if guards.contains(.replaceTrigger) {
        let key = UniqueKey.Column(name: table.key[0], collation: "BINARY")
        beforeUpdate.append(text.rivals(UniqueKey(columns: [key]), except: "OLD"))
        watched.append(table.key[0])
      }
    }
    if !beforeInsert.isEmpty { triggers.append(text.trigger("bi", "BEFORE INSERT", beforeInsert)) }
    if !beforeUpdate.isEmpty {
      let columns = Set(watched).sorted().map(SQLText.quoted).joined(separator: ", ")
      triggers.append(text.trigger("bu", "BEFORE UPDATE OF \(columns)", beforeUpdate))
    }
    return triggers
  }
}

/// The text of the triggers of one table.
private struct TriggerText {
  let table: ResolvedTable

  func trigger(_ suffix: String, _ event: String, _ body: [String]) -> KeyLogTrigger {
    let name = KeyLog.triggerPrefix(table.number) + suffix
    return KeyLogTrigger(
      name: name,
      sql:
        "CREATE TRIGGER \(name) \(event) ON \(table.sql) BEGIN \(body.joined(separator: " ")) END")
  }

  func log(_ event: KeyLogTrigger.Event, _ row: String) -> String {
    "\(into) VALUES(\(table.number), \(event.rawValue), \(key(row)));"
  }

  /// A row whose key changes goes under the old one and comes under the new one.
  var update: [String] {
    let moved = table.key.map(SQLText.quoted)
      .map { "OLD.\($0) COLLATE BINARY IS NOT NEW.\($0)" }.joined(separator: " OR ")
    let old = KeyLogTrigger.Event.deleted.rawValue
    let new = """
      CASE WHEN \(moved) THEN \(KeyLogTrigger.Event.inserted.rawValue) \
      ELSE \(KeyLogTrigger.Event.updated.rawValue) END
      """
    return [
      "\(into) SELECT \(table.number), \(old), \(key("OLD")) WHERE \(moved);",
      "\(into) VALUES(\(table.number), \(new), \(key("NEW")));",
    ]
  }

  /// Rows that have the unique key that the new row will have.
  func rivals(_ unique: UniqueKey, except row: String?) -> String {
    let same = unique.columns.map {
      let name = SQLText.quoted($0.name)
      return "\(name) COLLATE \(SQLText.quoted($0.collation)) = NEW.\(name)"
    }.joined(separator: " AND ")
    let other = row.map { row in
      let moved = table.key.map(SQLText.quoted).map { "\($0) IS NOT \(row).\($0)" }
      return " AND (\(moved.joined(separator: " OR ")))"
    }
    return select(.rivalled, where: "\(same)\(other ?? "")")
  }

  var rewritten: String {
    let name = SQLText.quoted(table.key[0])
    return select(.rewritten, where: "\(name) = NEW.\(name)")
  }

  private func select(_ event: KeyLogTrigger.Event, where condition: String) -> String {
    let key = table.key.map(SQLText.quoted).joined(separator: ", ")
    return """
      \(into) SELECT \(table.number), \(event.rawValue), \(key) FROM \(table.sql) \
      WHERE \(condition);
      """
  }

  private var into: String { "INSERT INTO \(KeyLog.table)(tbl, op, \(table.keyNames))" }

  private func key(_ row: String) -> String { table.userKey(row).joined(separator: ", ") }
}
