import Foundation
import GRDB
package import Records

/// A pocket as this database knows it.
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

enum Peers {
  static func find(_ db: Database, _ device: RowID) throws -> Peer? {
    try Row.fetchOne(db, sql: "SELECT * FROM sync_peer WHERE device = ?", arguments: [device])
      .map(peer)
  }

  static func all(_ db: Database) throws -> [Peer] {
    try Row.fetchAll(db, sql: "SELECT * FROM sync_peer ORDER BY registered, device").map(peer)
  }

  /// Moves the cursor: only in the commit that holds the data.
  static func advance(_ db: Database, _ request: MergeRequest, commit: CommitStamp) throws {
    try db.execute(
      sql: """
        UPDATE sync_peer SET merged_number = ?, merged_nonce = ?, merged_seq = ?
        WHERE device = ? AND incarnation = ? AND merged_number < ?
        """,
      arguments: [
        Int64(request.lastNumber), Int64(bitPattern: request.lastNonce), Int64(commit.sequence),
        request.device, Int64(bitPattern: request.incarnation), Int64(request.lastNumber),
      ])
  }

  /// Registers a pocket, or brings up to date what it says of itself; a new log starts at 0.
  static func note(
    _ db: Database, _ pocket: PocketFacts, incarnation: UInt64, known: Peer?,
    milliseconds: UInt64
  ) throws {
    if let known, known.incarnation == incarnation, known.label == pocket.label { return }
    let restart =
      known?.incarnation == incarnation
      ? ""
      : """
      , incarnation = excluded.incarnation, merged_number = 0, merged_nonce = 0,
        merged_seq = NULL
      """
    try db.execute(
      sql: """
        INSERT INTO sync_peer(device, label, incarnation, merged_number, merged_nonce, registered)
        VALUES (?, ?, ?, 0, 0, ?)
        ON CONFLICT(device) DO UPDATE SET label = excluded.label\(restart)
        """,
      arguments: [
        pocket.device, pocket.label, Int64(bitPattern: incarnation), Int64(milliseconds),
      ])
  }

  private static func peer(_ row: Row) -> Peer {
    Peer(
      device: row["device"], label: row["label"],
      incarnation: UInt64(bitPattern: row["incarnation"]),
      mergedNumber: UInt64(row["merged_number"] as Int64),
      mergedNonce: UInt64(bitPattern: row["merged_nonce"]),
      mergedSequence: (row["merged_seq"] as Int64?).map(UInt64.init),
      isRetired: row["retired"] != nil)
  }
}
