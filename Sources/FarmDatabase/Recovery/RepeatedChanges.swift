import GRDB
import Merge
import Records

/// Changes that a pocket offers again although an ack 1 had told it that they are merged.
///
/// What a commit of this chain holds is here already and changes nothing. What a lost commit held
/// is in the version that came back from there: it must not win again over what came after it, and
/// goes to review where its value stands no more.
final class RepeatedChanges {
  let farm: FarmDatabase
  let db: Database
  private let lost: LostStage?
  private var overtaken: [RowChange] = []

  init(_ farm: FarmDatabase, _ db: Database, _ lost: LostStage?) {
    self.farm = farm
    self.db = db
    self.lost = lost
  }

  /// True where the change has to be merged as any other.
  func admits(_ change: RowChange, accepted: CommitStamp) throws -> Bool {
    guard farm.guards.contains(.nonces) else { return true }
    if try CommitChain.stamp(db, at: accepted.sequence) == accepted { return false }
    guard farm.guards.contains(.recovery), try cameBack(change, accepted) else { return true }
    try Superseded(db: db, table: farm.tables[change.table]).note(change)
    if try isNewer(change, accepted) { return true }
    overtaken.append(change)
    return false
  }

  /// Keeps overtaken values for review, in a commit that is asked for only then; how many.
  func keep(_ request: MergeRequest, in commit: () throws -> CommitStamp) throws -> Int {
    var reviews = 0
    for change in overtaken {
      let table = farm.tables[change.table]
      guard let conflict = try conflict(change, table),
        try !farm.isKept(db, conflict, of: change.row, in: table)
      else { continue }
      let kept = try farm.keepRecovered(
        db, conflict, of: change.row, in: table, device: request.device, commit())
      reviews += kept ? 1 : 0
    }
    return reviews
  }

  /// True where the row came back, now or earlier, in a version that has seen the change.
  private func cameBack(_ change: RowChange, _ accepted: CommitStamp) throws -> Bool {
    let name = farm.tables[change.table].name
    let (sequence, nonce) = (Int64(accepted.sequence), Int64(bitPattern: accepted.nonce))
    let known = """
      SELECT EXISTS (SELECT 1 FROM sync_lost t JOIN sync_lost_branch b ON b.at = t.at
        WHERE t.tbl = ? AND t.gid = ? AND t.seq >= ? AND b.seq = ? AND b.nonce = ?)
      """
    if try Bool.fetchOne(
      db.cachedStatement(sql: known), arguments: [name, change.row, sequence, sequence, nonce])
      == true
    {
      return true
    }
    guard let lost, accepted.sequence > lost.branch.common else { return false }
    try lost.settle()
    // A commit that the thinned list leaves out is taken for one of the pocket's branch.
    let onBranch = """
      SELECT EXISTS (
        SELECT 1 FROM \(farm.tables[change.table].lost) l WHERE l.gid = ?1 AND l.seq >= ?2
        UNION ALL
        SELECT 1 FROM sync_lost t JOIN temp.sync_shared h ON h.at = t.at
        WHERE t.tbl = ?3 AND t.gid = ?1 AND t.seq >= ?2 AND h.shared >= ?2)
        AND NOT EXISTS (SELECT 1 FROM temp.sync_branch p WHERE p.seq = ?2 AND p.nonce <> ?4)
        AND ?2 <= (SELECT max(seq) FROM temp.sync_branch)
      """
    return try Bool.fetchOne(
      db.cachedStatement(sql: onBranch), arguments: [change.row, sequence, name, nonce]) ?? false
  }

  /// What the change wanted and does not stand; nil where all of it does.
  private func conflict(_ change: RowChange, _ table: ResolvedTable) throws -> Conflict? {
    guard change.kind != .delete else { return nil }
    let cells = table.sync.columns.indices.map { ", s.c\($0)" }.joined()
    let row = try Row.fetchOne(
      db, sql: "SELECT s.deleted\(cells) FROM \(table.image) s WHERE s.gid = ?",
      arguments: [change.row])
    let state = row?.state(at: 0, table.sync.columns.count + 1) ?? .absent
    let wanted = try Dictionary(
      uniqueKeysWithValues: change.cells.map { column, cell in
        (column, try local(cell.new, table, column))
      })
    let missing = wanted.filter { column, value in
      !value.isNull && !(state.isLive && state.values[column] == value)
    }
    // Columns of a group are put aside together, for they are decided together.
    let columns = wanted.keys.sorted().filter { column in
      missing[column] != nil
        || table.sync.groups.contains { group in
          group.contains(column) && group.contains { missing[$0] != nil }
        }
    }
    guard !columns.isEmpty else { return nil }
    let losers = columns.map { wanted[$0]! }
    let winners = columns.map { state.isLive ? state.values[$0] : .null }
    return Conflict(
      kind: .recovered, columns: columns,
      base: try columns.map { try local(change.cells[$0]?.base ?? .null, table, $0) },
      winner: winners, loser: losers, winnerIsPC: true)
  }

  /// The value as it stands on this PC: a key in place of an identity that travelled for it.
  private func local(_ value: Value, _ table: ResolvedTable, _ column: Int) throws -> Value {
    guard let parent = table.references[column], !value.isNull else { return value }
    return try Value.fetchOne(
      db, sql: "SELECT k0 FROM \(parent) WHERE gid = ?", arguments: [value]) ?? value
  }
}
