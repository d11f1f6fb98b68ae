package import Merge
package import Records

/// A table that takes part: what the profile says of it, matched with what SQLite says.
package struct ResolvedTable: Sendable, Hashable {
  /// What the pocket knows of it.
  package var sync: SyncTable
  /// How its columns are decided.
  package var plan: TablePlan
  /// How much of its past goes to a pocket.
  package var history: FeedHistory
  /// The key's columns by name, in the key's order.
  package var key: [String]
  /// Foreign keys whose columns all travel or are the key.
  package var foreignKeys: [DatabaseCatalog.ForeignKey]
  /// The columns that name a row in a sentence.
  package var title: [String]
  /// What people call it, its columns and its values.
  package var words: TableWords?
  /// Its number in the bookkeeping's table names.
  package var number: Int
  /// True where a trigger of the farm program may change what is written.
  package internal(set) var hasTriggers = false
  /// Columns by which people know a row, beside its key.
  var naturalKeys: [[Int]] = []
  /// Column index → the SQL expression that a new row gets where the pocket leaves NULL.
  var defaults: [Int: String] = [:]
  /// Column index → the image of the table whose identity travels in that column.
  var references: [Int: String] = [:]

  /// How the key's columns compare texts; beside `key`.
  var keyCollations: [String] = []
  /// True where a column of the key may hold NULL.
  var keyMayBeNull = false

  /// Its name in the farm database.
  package var name: String { sync.name }
  /// The name as SQL.
  var sql: String { SQLText.quoted(sync.name) }
  /// Our image of its rows: gid, rev, deleted, origin, k0… for a surrogate key, c0….
  var image: String { "sync_row_\(number)" }
  /// The versions that stood in the image before: until, gid, rev, deleted, k0…, c0….
  var past: String { "sync_past_\(number)" }
  /// True of the table as the recovery sees it, which has a stage of its own.
  var isRecovered = false
  /// The staged changes of one dock.
  var stage: String { "temp.sync_\(isRecovered ? "stage_again" : "stage")_\(number)" }
  /// Identities of the rows that one dock put in place without staging.
  var placed: String { "temp.sync_placed_\(number)" }
  /// Columns of rows that went in as updates whose cells do not show that they were touched.
  var touched: String { "temp.sync_touched_\(number)" }
  /// What becomes of those of them that the row rule decided: gid, mask, v0….
  var ruled: String { "temp.sync_\(isRecovered ? "back_ruled" : "ruled")_\(number)" }
  /// Versions of its rows that came and went after the pocket's last look.
  var stood: String { "temp.sync_stood_\(number)" }
  /// The rows of a lost branch that a pocket gives back in one dock.
  var lost: String { "temp.sync_lost_\(number)" }
  /// Those rows as they were at the last common commit, or when they last came back.
  var common: String { "temp.sync_common_\(number)" }
  /// Versions of those rows that our branch went through since.
  var passed: String { "temp.sync_passed_\(number)" }

  /// True where a new row needs thought although nothing refuses it.
  var needsThought: Bool { !naturalKeys.isEmpty || !plan.summedColumns.isEmpty }

  /// The names of the columns that travel, as SQL.
  var columns: [String] { sync.columns.map { SQLText.quoted($0.name) } }

  /// The SQL condition that two cells of a column are of one class and one value.
  ///
  /// A column that converts makes one class of 1 and 1.0 by itself.
  func same(_ column: Int, _ first: String, _ second: String) -> String {
    sync.columns[column].affinity == "BLOB"
      ? SQLText.same(first, second) : "\(first) IS \(second)"
  }

  /// The SQL condition, from its AND on, that cells of `image` are what `value` says of each place.
  func holds(_ columns: [Int], in image: String, _ value: (Int) -> String) -> String {
    columns.enumerated().map { " AND " + same($1, "\(image).c\($1)", value($0)) }.joined()
  }

  /// The SQL condition that a row of the farm's table has an identity that the image knows.
  func isRow(ofIdentity id: String) -> String {
    let names = key.map(SQLText.quoted).joined(separator: ", ")
    let cells = sync.identity == .natural ? sync.key.map { "c\($0)" } : ["k0"]
    guard sync.identity != .own else { return "\(names) = \(id)" }
    return "(\(names)) = (SELECT \(cells.joined(separator: ", ")) FROM \(image) WHERE gid = \(id))"
  }

  /// The SQL condition that row `user` of the farm's table is row `image` of ours.
  func joins(_ user: String, _ image: String) -> String {
    switch sync.identity {
    case .own: "\(user).\(SQLText.quoted(key[0])) = \(image).gid"
    case .surrogate: "\(user).\(SQLText.quoted(key[0])) = \(image).k0"
    case .natural:
      zip(key, sync.key).map { name, index in
        "\(user).\(SQLText.quoted(name)) = \(image).c\(index)"
      }.joined(separator: " AND ")
    }
  }

  /// The SQL expression of the identity of a row `user` that has no image yet.
  func mintsIdentity(_ user: String) -> String {
    switch sync.identity {
    case .own: "\(user).\(SQLText.quoted(key[0]))"
    case .surrogate: "sync_new_id()"
    case .natural:
      "sync_derived_id(\(SQLText.text(name)), "
        + zip(key, sync.key).map { name, index in
          let local = "\(user).\(SQLText.quoted(name))"
          return references[index].map { parent in
            "(SELECT p.gid FROM \(parent) p WHERE p.k0 = \(local) AND p.deleted = 0)"
          } ?? local
        }.joined(separator: ", ") + ")"
    }
  }
}

/// Pieces of SQL text.
enum SQLText {
  /// A name as SQL, whatever characters it has.
  static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// A text literal.
  static func text(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// That two cells are of one class and one value; `IS` alone takes 1.0 for 1.
  static func same(_ first: String, _ second: String) -> String {
    "\(first) IS \(second) AND typeof(\(first)) = typeof(\(second))"
  }

  /// `make` for each index below `count`, with commas.
  static func list(_ count: Int, _ make: (Int) -> String) -> String {
    (0..<count).map(make).joined(separator: ", ")
  }
}
