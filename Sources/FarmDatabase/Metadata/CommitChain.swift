import GRDB
import Records

/// Why a commit was made.
package enum CommitKind: String, Sendable, Hashable, CaseIterable {
  /// The database was prepared: what stood there then.
  case prepare
  /// The farm program wrote.
  case capture
  /// A pocket's changes came in.
  case merge
  /// What a lost branch had, brought back by a pocket that had seen it.
  case recover
  /// What had been put aside was tried again and found its place.
  case retry
  /// A person decided a review item.
  case decision
  /// A person took a commit back.
  case undo
}

/// The chain of commits: places without gaps, each with a random nonce.
enum CommitChain {
  /// Takes back the newest commit, in its own transaction only: nothing was done in it.
  static func withdraw(_ db: Database, _ commit: CommitStamp) throws {
    try db.execute(
      sql: "DELETE FROM sync_commit WHERE seq = ?", arguments: [Int64(commit.sequence)])
  }

  static func append(
    _ db: Database, _ kind: CommitKind, for request: MergeRequest? = nil,
    in surroundings: Surroundings
  ) throws -> CommitStamp {
    let stamp = CommitStamp(
      sequence: (try tail(db)?.sequence ?? 0) + 1, nonce: surroundings.random())
    try db.execute(
      sql: "INSERT INTO sync_commit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        Int64(stamp.sequence), Int64(bitPattern: stamp.nonce), kind.rawValue,
        Int64(surroundings.nowMilliseconds), request?.device,
        request.map { Int64(bitPattern: $0.incarnation) }, request.map { Int64($0.lastNumber) },
        request?.session,
      ])
    return stamp
  }

  static func tail(_ db: Database) throws -> CommitStamp? {
    try fetch(db, "ORDER BY seq DESC LIMIT 1").first
  }

  static func stamp(_ db: Database, at sequence: UInt64) throws -> CommitStamp? {
    try fetch(db, "WHERE seq = ?", [Int64(sequence)]).first
  }

  /// When a commit was made: milliseconds since 1970.
  static func wall(_ db: Database, at sequence: UInt64) throws -> UInt64? {
    try Int64.fetchOne(
      db, sql: "SELECT wall FROM sync_commit WHERE seq = ?", arguments: [Int64(sequence)]
    ).map(UInt64.init)
  }

  /// At most `limit` commits after `sequence`, oldest first.
  static func after(_ db: Database, _ sequence: UInt64, limit: Int) throws -> [CommitStamp] {
    try fetch(db, "WHERE seq > ? ORDER BY seq DESC LIMIT ?", [Int64(sequence), limit]).reversed()
  }

  private static func fetch(
    _ db: Database, _ condition: String, _ arguments: StatementArguments = []
  ) throws -> [CommitStamp] {
    try Row.fetchAll(
      db, sql: "SELECT seq, nonce FROM sync_commit \(condition)", arguments: arguments
    ).compactMap(\.commitStamp)
  }
}
