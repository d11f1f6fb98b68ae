import Records

/// What the farm program does, through a connection of its own; it sees all that is on the PC.
extension World {
  func editOnFarm() throws {
    let before = oracle
    let hand = ProgramHand(world: self)
    do {
      try hub.asFarmProgram { connection in
        let present = try Self.farmTokens(connection)
        guard let deed = try hand.act(connection) else { return }
        let now = try Self.farmTokens(connection)
        let vanished = present.subtracting(now)
        unsyncedTokens.formUnion(now.subtracting(present))
        farmDeeds += 1
        try showGroups(connection)
        oracle.bury(vanished.subtracting(hand.overwritten))
        counts.add("farm program: \(deed.kind)")
        tell("farm program: \(deed.words)")
      }
    } catch is Undone {
      oracle = before
      counts.add("farm program: thought better of it")
    } catch let fault as PlainFault where fault.code & 0xFF == 19 {
      // A constraint of the farm's own refused it.
      oracle = before
      counts.add("farm program: refused by a constraint")
    }
  }

  /// Whoever sits at the farm program sees every row as it now is.
  private func showGroups(_ connection: PlainConnection) throws {
    for table in Universe.tables where !table.group.isEmpty {
      let columns = table.group.joined(separator: ", ")
      let rows = try connection.rows("SELECT \(columns) FROM \(table.name)")
      for row in rows { oracle.show(row) }
    }
  }

  static func farmTokens(_ connection: PlainConnection) throws -> Set<Token> {
    try Universe.tables.reduce(into: []) { all, table in
      for row in try connection.rows("SELECT * FROM \(table.name)") {
        all.formUnion(Token.all(in: row))
      }
    }
  }
}

/// The farm program rolled its deed back.
private struct Undone: Error {}

/// One deed of the farm program.
private final class ProgramHand {
  struct Deed {
    let kind: String
    let words: String
  }

  private let world: World
  /// Values that it wrote over, which the new values answer for.
  private(set) var overwritten: Set<Token> = []

  init(world: World) { self.world = world }

  private var chance: Chance { world.chance }

  func act(_ connection: PlainConnection) throws -> Deed? {
    let table = Universe.tables[chance.below(Universe.tables.count)]
    let tricks = world.options.events.contains(.tricks)
    return switch chance.below(tricks ? 100 : 72) {
    case 0..<34: try insert(table, connection, or: "ABORT")
    case 34..<62: try update(table, connection)
    case 62..<72: try delete(table, connection)
    case 72..<82:
      try insert(Universe.table(chance.percent(50) ? "place" : "beast"), connection, or: "REPLACE")
    case 82..<87: try rebuild(table, connection)
    case 87..<90: try vacuum(connection)
    case 90: try tidy(connection)
    case 91..<95: try replaceWhole(table, connection)
    default: try reuseNumber(connection)
    }
  }

  private func mint(over old: Value? = nil) -> Value {
    if let old { overwritten.formUnion(Token.all(in: [old])) }
    return world.oracle.mint(over: old).value
  }

  private func gather(_ gathering: Gathering, in key: Value, after old: Value?) -> Value {
    guard case .blob(let bytes) = key, let row = RowID(bytes) else {
      preconditionFailure("\(key) is no identity")
    }
    return gathering.next(after: old, row: row, &world.oracle, chance)
  }

  private func someKey(
    _ table: SimulatedTable, _ connection: PlainConnection
  ) throws -> [Value]? {
    let columns = table.primaryKey.joined(separator: ", ")
    return chance.pick(
      try connection.rows("SELECT \(columns) FROM \(table.name) ORDER BY \(columns)"))
  }

  private func condition(_ table: SimulatedTable) -> String {
    table.primaryKey.map { "\($0) = ?" }.joined(separator: " AND ")
  }

  /// The columns of a new row with what stands in them; nil where a parent is missing.
  private func newRow(
    _ table: SimulatedTable, _ connection: PlainConnection
  ) throws -> [(String, Value)]? {
    var cells: [(String, Value)] = []
    if table.identity == .own {
      let id = RowID(
        milliseconds: NodeClock.startMilliseconds, random: chance.word(), chance.word())
      cells.append(("id", .blob(id.bytes)))
    }
    for (column, parent) in table.parents {
      if let key = try someKey(Universe.table(parent), connection), key.count == 1 {
        if column == "place_id" || column == "job_id" || chance.percent(70) {
          cells.append((column, key[0]))
        }
      } else if column == "place_id" || column == "job_id" {
        return nil
      }
    }
    if let key = table.key {
      cells.append(
        (
          key,
          table.parents.isEmpty
            ? world.choose("S", of: 5) : .integer(Int64(1 + chance.below(3)))
        ))
    }
    if let unique = table.unique { cells.append((unique, world.choose("U", of: 6))) }
    for word in table.words where chance.percent(85) { cells.append((word, mint())) }
    for gathering in table.gathers {
      cells.append((gathering.column, gather(gathering, in: cells[0].1, after: nil)))
    }
    return cells
  }

  private func insert(
    _ table: SimulatedTable, _ connection: PlainConnection, or: String
  ) throws -> Deed? {
    guard var cells = try newRow(table, connection) else { return nil }
    if or == "REPLACE", let unique = table.unique,
      let taken = chance.pick(
        try connection.rows(
          "SELECT \(unique) FROM \(table.name) WHERE \(unique) IS NOT NULL ORDER BY 1")),
      let place = cells.firstIndex(where: { $0.0 == unique })
    {
      cells[place].1 = taken[0]
    }
    let names = cells.map(\.0).joined(separator: ", ")
    let marks = cells.map { _ in "?" }.joined(separator: ", ")
    let sql = "INSERT OR \(or) INTO \(table.name)(\(names)) VALUES (\(marks))"
    if or == "REPLACE" {
      try connection.run("BEGIN IMMEDIATE")
      try connection.rows(sql, cells.map(\.1))
      // SQLite lets a REPLACE through that takes its own parent away; the farm program does not.
      guard try connection.rows("PRAGMA foreign_key_check").isEmpty else { throw Undone() }
      try connection.run("COMMIT")
    } else {
      try connection.rows(sql, cells.map(\.1))
    }
    return Deed(
      kind: or == "REPLACE" ? "insert or replace" : "insert",
      words: "\(or == "REPLACE" ? "replaces" : "inserts") \(table.name) "
        + cells.map { "\($0.0)=\(world.text($0.1))" }.joined(separator: " "))
  }

  private func update(_ table: SimulatedTable, _ connection: PlainConnection) throws -> Deed? {
    let columns = table.words + table.gathers.map(\.column)
    guard let key = try someKey(table, connection), let column = chance.pick(columns),
      let old = try connection.rows(
        "SELECT \(column) FROM \(table.name) WHERE \(condition(table))", key
      ).first?[0]
    else { return nil }
    let gathering = table.gathers.first { $0.column == column }
    let new = gathering.map { gather($0, in: key[0], after: old) } ?? mint(over: old)
    try connection.rows(
      "UPDATE \(table.name) SET \(column) = ? WHERE \(condition(table))", [new] + key)
    return Deed(
      kind: "update",
      words: "changes \(table.name) \(key.map(world.text)) \(column)=\(world.text(new))")
  }

  private func delete(_ table: SimulatedTable, _ connection: PlainConnection) throws -> Deed? {
    let isLeaf = !world.options.events.contains(.orphans)
    let leaves = ["part", "tally"].map(Universe.table)
    let table = isLeaf ? chance.pick(leaves)! : table
    guard table.gathers.isEmpty else { return nil }
    guard let key = try someKey(table, connection) else { return nil }
    try connection.rows("DELETE FROM \(table.name) WHERE \(condition(table))", key)
    return Deed(kind: "delete", words: "deletes \(table.name) \(key.map(world.text))")
  }

  /// Create, copy, drop, rename: what a program does to change a column; triggers go with it.
  private func rebuild(_ table: SimulatedTable, _ connection: PlainConnection) throws -> Deed? {
    let found = try connection.rows(
      "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", [.text(table.name)])
    guard case .text(let sql)? = found.first?.first,
      let bracket = sql.firstIndex(of: "(")
    else { return nil }
    try connection.run("PRAGMA foreign_keys = OFF")
    try connection.run(
      """
      BEGIN IMMEDIATE; CREATE TABLE rebuilt\(sql[bracket...]);
      INSERT INTO rebuilt SELECT * FROM \(table.name); DROP TABLE \(table.name);
      ALTER TABLE rebuilt RENAME TO \(table.name); COMMIT;
      """)
    try connection.run("PRAGMA foreign_keys = ON")
    guard chance.percent(60), let deed = try update(table, connection) else {
      return Deed(kind: "rebuild", words: "rebuilds \(table.name)")
    }
    return Deed(kind: "rebuild", words: "rebuilds \(table.name) and \(deed.words)")
  }

  private func vacuum(_ connection: PlainConnection) throws -> Deed? {
    try connection.run("VACUUM")
    return Deed(kind: "vacuum", words: "vacuums")
  }

  /// Somebody's tool empties tables that it does not know.
  private func tidy(_ connection: PlainConnection) throws -> Deed? {
    let log = try connection.rows("SELECT 1 FROM sqlite_master WHERE name = 'sync_log'")
    guard !log.isEmpty else { return nil }
    let condition = chance.percent(50) ? "1" : "seq % 2 = \(chance.below(2))"
    try connection.run("DELETE FROM sync_log WHERE \(condition)")
    return Deed(kind: "tidy", words: "deletes from the log")
  }

  /// `REPLACE` of a whole row under its own key, as a form does that writes every field.
  private func replaceWhole(
    _ table: SimulatedTable, _ connection: PlainConnection
  ) throws -> Deed? {
    guard let key = try someKey(table, connection) else { return nil }
    let names = try connection.rows("SELECT name FROM pragma_table_info('\(table.name)')")
      .compactMap { row in if case .text(let name) = row[0] { name } else { nil } }
    guard
      var row = try connection.rows(
        "SELECT * FROM \(table.name) WHERE \(condition(table))", key
      ).first
    else { return nil }
    let children = Universe.tables.contains { child in
      child.parents.contains { $0.table == table.name }
    }
    guard !children || world.options.events.contains(.orphans) else { return nil }
    for (place, name) in names.enumerated() where table.words.contains(name) {
      row[place] = mint(over: row[place])
    }
    let marks = row.map { _ in "?" }.joined(separator: ", ")
    try connection.rows("REPLACE INTO \(table.name) VALUES (\(marks))", row)
    return Deed(
      kind: "replace", words: "replaces \(table.name) \(row.map(world.text).joined(separator: " "))"
    )
  }

  /// Deletes the newest beast and makes another one, which gets its number again.
  private func reuseNumber(_ connection: PlainConnection) throws -> Deed? {
    let beast = Universe.table("beast")
    try connection.run("BEGIN IMMEDIATE")
    try connection.run("DELETE FROM beast WHERE id = (SELECT max(id) FROM beast)")
    let deed: Deed?
    do { deed = try insert(beast, connection, or: "ABORT") } catch {
      try connection.run("ROLLBACK")
      throw error
    }
    try connection.run("COMMIT")
    return deed.map { Deed(kind: "number used again", words: "deletes the newest, \($0.words)") }
  }
}
