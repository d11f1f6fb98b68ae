import GRDB
import Records

/// The commits of one session, or one commit by itself; they follow each other without a gap.
struct CommitRange: Hashable {
  let first: UInt64
  let last: UInt64

  /// Finds what a person named: a commit's number, or some digits of a session.
  static func find(_ db: Database, _ name: String) throws -> CommitRange {
    let tail = try CommitChain.tail(db)?.sequence ?? 0
    if let number = UInt64(name), number >= 1, number <= tail {
      return CommitRange(first: number, last: number)
    }
    let digits = name.lowercased()
    guard digits.count >= SessionName.digitsMinimum,
      digits.allSatisfy({ $0.isHexDigit && $0.isASCII })
    else { throw ReviewFault.noSuchSession(name) }
    let found = try Row.fetchAll(
      db,
      sql: """
        SELECT min(seq) AS first, max(seq) AS last, count(*) AS commits FROM sync_commit
        WHERE lower(hex(session)) LIKE ? GROUP BY session LIMIT 2
        """, arguments: ["%\(digits)"])
    guard found.count == 1 else { throw ReviewFault.noSuchSession(name) }
    let range = CommitRange(
      first: UInt64(found[0]["first"] as Int64), last: UInt64(found[0]["last"] as Int64))
    // A session is one transaction, so nobody's commit stands between its own.
    guard range.last - range.first + 1 == found[0]["commits"] as Int64 else {
      throw ReviewFault.notUndoable(name)
    }
    return range
  }

  /// The pocket whose changes these commits hold, or held before they were undone; nil for none.
  func device(_ db: Database) throws -> RowID? {
    var range = self
    for _ in 0..<Self.depthMaximum {
      let device = try RowID.fetchOne(
        db,
        sql: "SELECT device FROM sync_commit WHERE seq BETWEEN ? AND ? AND device IS NOT NULL",
        arguments: [Int64(range.first), Int64(range.last)])
      if let device { return device }
      guard let undone = try Self.undone(db, by: range.last) else { return nil }
      range = undone
    }
    return nil
  }

  /// An undo of an undo of an undo…; the review items of a longer one name no pocket.
  private static let depthMaximum = 16

  /// The commits that a commit took back; nil where it is no undo.
  static func undone(_ db: Database, by commit: UInt64) throws -> CommitRange? {
    try Row.fetchOne(
      db, sql: "SELECT first, last FROM sync_undo WHERE seq = ?", arguments: [Int64(commit)]
    ).map { CommitRange(first: UInt64($0["first"] as Int64), last: UInt64($0["last"] as Int64)) }
  }

  func note(_ db: Database, undoneBy commit: UInt64) throws {
    try db.execute(
      sql: "INSERT INTO sync_undo VALUES (?, ?, ?)",
      arguments: [Int64(commit), Int64(first), Int64(last)])
  }

  /// Rows of the table that these commits wrote, in the order of their identities.
  func rows(_ db: Database, of table: ResolvedTable) throws -> [RowID] {
    try RowID.fetchAll(
      db,
      sql: """
        SELECT gid FROM \(table.image) WHERE rev BETWEEN \(first) AND \(last)
        UNION SELECT gid FROM \(table.past)
          WHERE until > \(first) AND rev BETWEEN \(first) AND \(last)
        ORDER BY gid
        """)
  }
}

/// How a session is called by people: the last digits of its identity, for the first are the time.
enum SessionName {
  /// Fewer digits name nothing.
  static let digitsMinimum = 4
  /// How many digits are shown.
  static let digitsShown = 8

  /// The short name of a session.
  static func short(_ session: RowID) -> String {
    String(session.hexadecimal.suffix(digitsShown))
  }
}
