import FarmDatabase
import Records

/// Promises about groups, policies and the desk, when everybody knows all.
extension World {
  /// Columns that only make sense together were before somebody's eyes together.
  func checkGroups(_ rows: [[RowID: [Value]]]) throws {
    let schema = try hub.engine().schema
    for (table, rows) in zip(schema.tables, rows) {
      let names = table.columns.map(\.name)
      for (row, values) in rows.sorted(by: { $0.key < $1.key }) {
        let cells = Universe.table(table.name).grouped(values, names)
        guard !cells.isEmpty, oracle.isTorn(cells) else { continue }
        throw Violation(
          promise: .group,
          detail: "\(table.name) \(name(row)): \(cells.map(text).joined(separator: ","))")
      }
    }
  }

  /// Sums are what everybody added, states the latest, sets hold what nobody removed.
  func checkGathered(_ rows: [[RowID: [Value]]]) throws {
    guard oracle.knowsSums else { return }
    let schema = try hub.engine().schema
    guard let index = schema.tables.firstIndex(where: { $0.name == "shed" }) else { return }
    let names = schema.tables[index].columns.map(\.name)
    for (row, gathered) in oracle.gathered.sorted(by: { $0.key < $1.key }) {
      guard let values = rows[index][row] else { continue }
      let cells = Dictionary(uniqueKeysWithValues: zip(names, values))
      let state =
        gathered.state < 0 ? Value.null : .text(Gathering.states[gathered.state])
      guard cells["stock"] == .integer(gathered.stock), cells["state"] == state else {
        throw Violation(
          promise: .policy,
          detail: "shed \(name(row)): \(values.map(text).joined(separator: ",")) and not "
            + "\(gathered.stock), \(text(state))")
      }
    }
  }

  /// Every decision names a commit that is there, and every commit of a pocket can be taken back.
  func checkAudit() throws {
    let orphans = try hub.asJudge { connection in
      try connection.rows(
        "SELECT id FROM sync_conflict WHERE seq NOT IN (SELECT seq FROM sync_commit)")
    }
    guard orphans.isEmpty else {
      throw Violation(
        promise: .audit, detail: "items \(orphans.flatMap { $0 }.map(text)) of no commit")
    }
    let farm = try hub.engine()
    guard let newest = try farm.history(limit: 20).first(where: { $0.author.kind == .merge })
    else { return }
    do { _ = try farm.undo(String(newest.author.commit), isDryRun: true) } catch {
      throw Violation(promise: .audit, detail: "commit \(newest.author.commit): \(error)")
    }
  }
}
