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
  /// The pocket's clock less the PC's at the last hello, milliseconds.
  package var clockSkewMilliseconds: Int64
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
    try db.execute(
      sql: "UPDATE sync_session SET merged_number = ?, seq = ? WHERE session = ?",
      arguments: [Int64(request.lastNumber), Int64(commit.sequence), request.session])
  }

  private static func peer(_ row: Row) -> Peer {
    Peer(
      device: row["device"], label: row["label"],
      incarnation: UInt64(bitPattern: row["incarnation"]),
      mergedNumber: UInt64(row["merged_number"] as Int64),
      mergedNonce: UInt64(bitPattern: row["merged_nonce"]),
      mergedSequence: (row["merged_seq"] as Int64?).map(UInt64.init),
      clockSkewMilliseconds: row["clock_skew"] ?? 0, isRetired: row["retired"] != nil)
  }
}
