import GRDB
import Merge
import Records

/// A row made of both sides' values can break a rule of the farm's table that neither breaks by
/// itself: then one side's whole row stands, by the table's policy, and the other's is kept.
extension TableMerge {
  /// Decides about a row that a constraint refused; quarantine where nothing was mixed.
  func standWhole(_ row: RowID, _ stage: Stage, _ refusal: String) throws {
    guard stage == .take || stage == .write,
      let image = try Row.fetchOne(
        db, sql: "SELECT * FROM \(table.image) WHERE gid = ? AND deleted = 0", arguments: [row]),
      let staged = try Row.fetchOne(
        db, sql: "SELECT * FROM \(table.stage) WHERE gid = ?", arguments: [row]),
      (image["rev"] as Int64) > Int64(request.feedSequence), (image["origin"] as Int64?) != origin
    else { return try quarantine(row, refusal) }
    let change = self.staged.change(staged)
    let seen = try seenByPocket(row) ?? image
    let base = table.sync.columns.indices.map { seen["c\($0)"] as Value }
    let pc = table.sync.columns.indices.map { image["c\($0)"] as Value }
    let pocket = base.indices.map { change.cells[$0]?.new ?? base[$0] }
    // What the rule noted of the mixed row does not stand.
    try forget(row)
    let pocketStands =
      try table.plan.rowWinner == .pocket && inSavepoint { try put(pocket, row) } == nil
    if !pocketStands { try keepInPlace(row) }
    try ReviewWriter(self).keep(
      Conflict(
        kind: .wholeRow, columns: Array(base.indices), base: base,
        winner: pocketStands ? pocket : pc, loser: pocketStands ? pc : pocket,
        winnerIsPC: !pocketStands), of: row)
  }

  /// The row as it was when the pocket last took the feed; nil where it has not changed since.
  private func seenByPocket(_ row: RowID) throws -> Row? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM \(table.past) WHERE gid = ? AND until > ? AND until < ? ORDER BY until LIMIT 1
        """, arguments: [row, Int64(request.feedSequence), Int64(commit.sequence)])
  }

  private func put(_ values: [Value], _ row: RowID) throws {
    let mask = stager.index(ofMask: Array(values.indices))
    let places = String(repeating: ", ?", count: values.count)
    let names = values.indices.map { ", v\($0)" }.joined()
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO \(table.ruled)(gid, mask\(names))
        VALUES (?, ?\(places))
        """, arguments: [row, mask] + StatementArguments(values))
    try db.execute(
      sql: "UPDATE \(table.stage) SET verdict = ? WHERE gid = ?",
      arguments: [Stage.write.rawValue, row])
    try update(.write, mask, "st.gid = x'\(row.hexadecimal)'")
  }

  private func forget(_ row: RowID) throws {
    try db.execute(
      sql: "DELETE FROM sync_conflict WHERE seq = ? AND tbl = ? AND gid = ?",
      arguments: [Int64(commit.sequence), table.name, row])
  }
}
