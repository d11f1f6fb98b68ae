import Foundation
import GRDB
package import Records

/// A pocket as this database knows it, with the log that it used last.
package struct Peer: Sendable, Hashable {
  /// Its identity.
  package var device: RowID
  /// The name that people know it by.
  package var label: String
  /// Its log.
  package var incarnation: UInt64
  /// The newest change of that log that a durable commit holds.
  package var mergedNumber: UInt64
  /// The nonce of that change.
  package var mergedNonce: UInt64
  /// The commit that holds it; nil for none.
  package var mergedSequence: UInt64?
  /// True where a person retired it.
  package var isRetired: Bool
}

/// How far a log was merged: a pocket has one, twins and pockets that were set back have more.
struct PeerLog: Sendable, Hashable {
  var device: RowID
  var mergedNumber: UInt64
  var mergedNonce: UInt64
}

enum Peers {
  private static let select = """
    SELECT p.*, l.merged_number, l.merged_nonce, l.merged_seq FROM sync_peer p
    LEFT JOIN sync_peer_log l ON l.incarnation = p.incarnation AND l.device = p.device
    """

  static func find(_ db: Database, _ device: RowID) throws -> Peer? {
    try Row.fetchOne(db, sql: "\(select) WHERE p.device = ?", arguments: [device]).map(peer)
  }

  static func all(_ db: Database) throws -> [Peer] {
    try Row.fetchAll(db, sql: "\(select) ORDER BY p.registered, p.device").map(peer)
  }

  /// How far a log was merged, whoever has it; nil where nothing of it was.
  static func log(_ db: Database, _ incarnation: UInt64) throws -> PeerLog? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM sync_peer_log WHERE incarnation = ?",
      arguments: [Int64(bitPattern: incarnation)]
    ).map { row in
      PeerLog(
        device: row["device"], mergedNumber: UInt64(row["merged_number"] as Int64),
        mergedNonce: UInt64(bitPattern: row["merged_nonce"]))
    }
  }

  /// Moves the cursor: only in the commit that holds the data.
  static func advance(_ db: Database, _ request: MergeRequest, commit: CommitStamp) throws {
    guard request.lastNumber > 0 else { return }
    try db.execute(
      sql: """
        INSERT INTO sync_peer_log(incarnation, device, merged_number, merged_nonce, merged_seq)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(incarnation) DO UPDATE SET merged_number = excluded.merged_number,
          merged_nonce = excluded.merged_nonce, merged_seq = excluded.merged_seq
        WHERE merged_number < excluded.merged_number
        """,
      arguments: [
        Int64(bitPattern: request.incarnation), request.device, Int64(request.lastNumber),
        Int64(bitPattern: request.lastNonce), Int64(commit.sequence),
      ])
  }

  /// Registers a pocket, or brings up to date what it says of itself and which log it uses now.
  static func note(
    _ db: Database, _ pocket: PocketFacts, incarnation: UInt64, known: Peer?,
    milliseconds: UInt64
  ) throws {
    if let known, known.incarnation == incarnation, known.label == pocket.label { return }
    try db.execute(
      sql: """
        INSERT INTO sync_peer(device, label, incarnation, registered) VALUES (?, ?, ?, ?)
        ON CONFLICT(device) DO UPDATE SET label = excluded.label,
          incarnation = excluded.incarnation
        """,
      arguments: [
        pocket.device, pocket.label, Int64(bitPattern: incarnation), Int64(milliseconds),
      ])
  }

  /// True the first time only: people are told once that two pockets have one identity.
  static func noteTwins(_ db: Database, _ device: RowID) throws -> Bool {
    try db.execute(
      sql: "UPDATE sync_peer SET twins = 1 WHERE device = ? AND twins = 0", arguments: [device])
    return db.changesCount > 0
  }

  private static func peer(_ row: Row) -> Peer {
    Peer(
      device: row["device"], label: row["label"],
      incarnation: UInt64(bitPattern: row["incarnation"]),
      mergedNumber: UInt64(row["merged_number"] as Int64? ?? 0),
      mergedNonce: UInt64(bitPattern: row["merged_nonce"] as Int64? ?? 0),
      mergedSequence: (row["merged_seq"] as Int64?).map(UInt64.init),
      isRetired: row["retired"] != nil)
  }
}
