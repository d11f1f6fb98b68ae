import Records

/// The farm of every run: a key of each kind, a chain of three parents, a tree in itself, and
/// columns whose values add up, unite and only go forward.
enum Universe {
  /// Small pages, so that a power cut tears pages as often as it tears files.
  static let schema = """
    PRAGMA page_size = 1024;
    CREATE TABLE sort(code TEXT PRIMARY KEY, title TEXT, note TEXT);
    CREATE TABLE place(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE,
      sort TEXT REFERENCES sort(code), note TEXT, size TEXT, unit TEXT);
    CREATE TABLE job(id BLOB PRIMARY KEY NOT NULL,
      place_id INTEGER NOT NULL REFERENCES place(id) ON DELETE CASCADE,
      note TEXT, amount TEXT) WITHOUT ROWID;
    CREATE TABLE part(job_id BLOB NOT NULL REFERENCES job(id) ON DELETE CASCADE,
      line INTEGER NOT NULL, brand TEXT, dose TEXT, PRIMARY KEY(job_id, line));
    CREATE TABLE beast(id INTEGER PRIMARY KEY, mark TEXT UNIQUE,
      mother INTEGER REFERENCES beast(id) ON DELETE SET NULL, note TEXT);
    CREATE TABLE tally(id BLOB PRIMARY KEY, sort TEXT REFERENCES sort(code), low TEXT, high TEXT);
    CREATE TABLE shed(id BLOB PRIMARY KEY, note TEXT, stock INTEGER, tags TEXT, state TEXT);
    """

  static var profile: SyncProfile {
    SyncProfile(name: "simulation", recentDays: 36_500, tables: tables.map(\.entry))
  }

  /// Parents before children.
  static let tables: [SimulatedTable] = [
    SimulatedTable("sort", .natural, key: "code", words: ["title", "note"]),
    SimulatedTable(
      "place", .surrogate, unique: "code", parents: ["sort": "sort"],
      words: ["note", "size", "unit"], group: ["size", "unit"]),
    SimulatedTable(
      "job", .own, parents: ["place_id": "place"], words: ["note", "amount"], policy: .keepBoth),
    SimulatedTable(
      "part", .natural, key: "line", parents: ["job_id": "job"], words: ["brand", "dose"]),
    SimulatedTable(
      "beast", .surrogate, unique: "mark", parents: ["mother": "beast"], words: ["note"]),
    SimulatedTable(
      "tally", .own, parents: ["sort": "sort"], words: ["low", "high"], group: ["low", "high"],
      policy: .pocket),
    SimulatedTable("shed", .own, words: ["note"], gathers: Gathering.allCases),
  ]

  static func table(_ name: String) -> SimulatedTable { tables.first { $0.name == name }! }
}

/// What pockets and the farm program have to know to write to a table.
struct SimulatedTable {
  let name: String
  let identity: RowIdentity
  /// A column of the key that the writer chooses; nil where the identity is drawn.
  let key: String?
  /// A column whose values people choose and that must be unique; nil for none.
  let unique: String?
  /// Column → parent table, in the order of the columns.
  let parents: [(column: String, table: String)]
  /// Columns that hold a value nobody ever writes twice.
  let words: [String]
  let group: [String]
  let policy: ConflictPolicy?
  /// Columns in which both sides' values count. Nobody deletes rows that have some.
  let gathers: [Gathering]

  init(
    _ name: String, _ identity: RowIdentity, key: String? = nil, unique: String? = nil,
    parents: KeyValuePairs<String, String> = [:], words: [String], group: [String] = [],
    policy: ConflictPolicy? = nil, gathers: [Gathering] = []
  ) {
    self.name = name
    self.identity = identity
    self.key = key
    self.unique = unique
    self.parents = parents.map { (column: $0.key, table: $0.value) }
    self.words = words
    self.group = group
    self.policy = policy
    self.gathers = gathers
  }

  /// The cells of the group in a row of these columns; none where there is no group.
  func grouped(_ row: [Value], _ columns: [String]) -> [Value] {
    group.compactMap { name in columns.firstIndex(of: name).map { row[$0] } }
  }

  var entry: ProfileTable {
    var entry = ProfileTable(name: name, identity: identity, direction: .both)
    entry.policy = policy
    let groups = gathers.map(\.group) + (group.isEmpty ? [] : [ColumnGroup(columns: group)])
    if !groups.isEmpty { entry.groups = groups }
    if let unique { entry.naturalKeys = [[unique]] }
    return entry
  }

  /// The primary key's columns on the PC.
  var primaryKey: [String] {
    switch identity {
    case .natural: parents.isEmpty ? [key!] : parents.map(\.column) + [key!]
    case .own, .surrogate: ["id"]
    }
  }
}
