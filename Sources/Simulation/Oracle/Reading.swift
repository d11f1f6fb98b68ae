import FarmDatabase
import PocketProtocol
import PocketSimulator
import Records

/// What is where: read from the files themselves, not through the engine.
extension World {
  /// Tables in which a value is not kept for anybody to find.
  private static let unseen: Set<String> = ["sync_commit", "sync_hub", "sync_peer", "sync_table"]

  /// Values on the PC: current, in tombstones, in review, in quarantine; history does not count.
  func tokensOnPC() throws -> Set<Token> {
    try tokens {
      !Self.unseen.contains($0) && !$0.hasPrefix("sync_past") && !$0.hasPrefix("sqlite_")
    }
  }

  /// Values of versions that a commit replaced.
  func tokensInHistory() throws -> Set<Token> { try tokens { $0.hasPrefix("sync_past") } }

  private func tokens(where isWanted: (String) -> Bool) throws -> Set<Token> {
    try hub.asJudge { connection in
      let tables = try connection.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      var all: Set<Token> = []
      for case .text(let name) in tables.map({ $0[0] }) where isWanted(name) {
        for row in try connection.rows("SELECT * FROM \(name)") {
          all.formUnion(Token.all(in: row))
        }
      }
      return all
    }
  }

  /// Values that somebody looks at when he decides: losers and what could not be placed.
  func tokensInReview() throws -> Set<Token> {
    try hub.asJudge { connection in
      var all: Set<Token> = []
      for table in ["sync_conflict", "sync_quarantine", "sync_extra"] {
        for row in try connection.rows("SELECT * FROM \(table)") {
          all.formUnion(Token.all(in: row))
        }
      }
      return all
    }
  }

  /// Values on the PC and on every pocket, shown or waiting.
  func everywhere() throws -> Set<Token> {
    let onPC = try tokensOnPC()
    return pockets.reduce(into: onPC) { all, pocket in
      for index in (pocket.store.schema?.tables ?? []).indices {
        for row in pocket.store.rows(index).values { all.formUnion(Token.all(in: row)) }
      }
      for change in pocket.store.changes {
        all.formUnion(Token.all(in: change.cells.values.map(\.new)))
      }
    }
  }

  /// The PC's rows as pockets should show them: identities in the place of numbers of the PC.
  func rowsOnPC() throws -> [[RowID: [Value]]] {
    let farm = try hub.engine()
    return try hub.asJudge { connection in
      var identities: [String: [Value: Value]] = [:]
      for table in farm.tables where table.sync.identity == .surrogate {
        let image = "sync_row_\(table.number)"
        for row in try connection.rows("SELECT k0, gid FROM \(image) WHERE deleted = 0") {
          identities[table.name, default: [:]][row[0]] = row[1]
        }
      }
      return try farm.tables.map { table in
        try rows(of: table.sync, key: table.key, identities, connection)
      }
    }
  }

  private func rows(
    of table: SyncTable, key: [String], _ identities: [String: [Value: Value]],
    _ connection: PlainConnection
  ) throws -> [RowID: [Value]] {
    let names = (key + table.columns.map(\.name)).joined(separator: ", ")
    var rows: [RowID: [Value]] = [:]
    for cells in try connection.rows("SELECT \(names) FROM \(table.name)") {
      let keys = Array(cells.prefix(key.count))
      var values = Array(cells.dropFirst(key.count))
      for (index, column) in table.columns.enumerated() {
        guard let parent = column.reference, !values[index].isNull else { continue }
        values[index] = identities[parent]?[values[index]] ?? .text("no identity")
      }
      guard let row = identity(of: table, keys, identities) else {
        throw Violation(
          promise: .convergence,
          detail: "\(table.name) \(keys.map(text)) was never captured")
      }
      rows[row] = values
    }
    return rows
  }

  private func identity(
    of table: SyncTable, _ keys: [Value], _ identities: [String: [Value: Value]]
  ) -> RowID? {
    switch table.identity {
    case .natural: return .derived(table: table.name, key: keys)
    case .own:
      guard case .blob(let bytes) = keys[0] else { return nil }
      return RowID(bytes)
    case .surrogate:
      guard case .blob(let bytes)? = identities[table.name]?[keys[0]] else { return nil }
      return RowID(bytes)
    }
  }
}
