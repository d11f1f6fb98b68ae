import GRDB
import Merge
import Records

/// Changes that a pocket offers again although an ack 1 had told it that they are merged.
///
/// What a commit of this chain holds is here already and changes nothing. What a lost commit held is
/// in the version that came back from there: it must not win again over what came after it, and
/// goes to review where its value stands no more.
struct RepeatedChanges {
  /// What becomes of such a change.
  enum Judgement {
    /// It is merged as any other.
    case merge
    /// It is here already.
    case known
    /// It is in the version that came back; what of it does not stand goes to review.
    case overtaken(Conflict?)
  }

  private let farm: FarmDatabase
  private let db: Database
  private let lost: LostStage?

  init(_ farm: FarmDatabase, _ db: Database, _ lost: LostStage?) {
    self.farm = farm
    self.db = db
    self.lost = lost
  }

  func judge(
    _ changes: ChangeColumns, _ row: Int, accepted: CommitStamp
  ) throws -> Judgement {
    guard farm.guards.contains(.nonces) else { return .merge }
    if try CommitChain.stamp(db, at: accepted.sequence) == accepted { return .known }
    let (table, id) = (farm.tables[changes.table], changes.rows[row])
    guard farm.guards.contains(.recovery), try cameBack(id, table, accepted) else { return .merge }
    guard changes.kinds[row] != .delete else { return .overtaken(nil) }
    let cells = changes.columns.compactMap { column in
      column.new[row].map {
        (column.index, CellChange(base: column.base[row] ?? .null, new: $0))
      }
    }
    return .overtaken(try conflict(id, table, cells.sorted { $0.0 < $1.0 }))
  }

  /// True where the row came back, now or earlier, in a version that has seen the change.
  private func cameBack(
    _ row: RowID, _ table: ResolvedTable, _ accepted: CommitStamp
  ) throws -> Bool {
    let (sequence, nonce) = (Int64(accepted.sequence), Int64(bitPattern: accepted.nonce))
    let known = """
      SELECT EXISTS (SELECT 1 FROM sync_lost t JOIN sync_lost_branch b ON b.at = t.at
        WHERE t.tbl = ? AND t.gid = ? AND t.seq >= ? AND b.seq = ? AND b.nonce = ?)
      """
    if try Bool.fetchOne(
      db.cachedStatement(sql: known), arguments: [table.name, row, sequence, sequence, nonce])
      == true
    {
      return true
    }
    guard let lost, accepted.sequence > lost.branch.common else { return false }
    try lost.settle()
    // A commit that the thinned list leaves out is taken for one of the pocket's branch.
    let onBranch = """
      SELECT EXISTS (
        SELECT 1 FROM \(table.lost) l WHERE l.gid = ?1 AND l.seq >= ?2
        UNION ALL
        SELECT 1 FROM sync_lost t JOIN temp.sync_shared h ON h.at = t.at
        WHERE t.tbl = ?3 AND t.gid = ?1 AND t.seq >= ?2 AND h.shared >= ?2)
        AND NOT EXISTS (SELECT 1 FROM temp.sync_branch p WHERE p.seq = ?2 AND p.nonce <> ?4)
        AND ?2 <= (SELECT max(seq) FROM temp.sync_branch)
      """
    return try Bool.fetchOne(
      db.cachedStatement(sql: onBranch), arguments: [row, sequence, table.name, nonce]) ?? false
  }

  /// What the change wanted and does not stand; nil where all of it does.
  private func conflict(
    _ row: RowID, _ table: ResolvedTable, _ cells: [(column: Int, cell: CellChange)]
  ) throws -> Conflict? {
    let names = table.sync.columns.indices.map { ", s.c\($0)" }.joined()
    let image = try Row.fetchOne(
      db, sql: "SELECT s.deleted\(names) FROM \(table.image) s WHERE s.gid = ?",
      arguments: [row])
    let state = image?.state(at: 0, table.sync.columns.count + 1) ?? .absent
    var conflict = Conflict(
      kind: .recovered, columns: [], base: [], winner: [], loser: [], winnerIsPC: true)
    for (column, cell) in cells where !cell.new.isNull {
      let value = try local(cell.new, table, column)
      let now = state.isLive ? state.values[column] : .null
      if state.isLive, now == value { continue }
      conflict.columns.append(column)
      conflict.base.append(try local(cell.base, table, column))
      conflict.winner.append(now)
      conflict.loser.append(value)
    }
    return conflict.columns.isEmpty ? nil : conflict
  }

  /// The value as it stands on this PC: a key in place of an identity that travelled for it.
  private func local(_ value: Value, _ table: ResolvedTable, _ column: Int) throws -> Value {
    guard let parent = table.references[column], !value.isNull else { return value }
    return try Value.fetchOne(
      db, sql: "SELECT k0 FROM \(parent) WHERE gid = ?", arguments: [value]) ?? value
  }
}
