import Foundation
import GRDB
package import Records

/// Batches received and not yet merged.
extension Ledger {
  /// Keeps one batch, its last change and nonce being `last`; a batch that is there already stays.
  package func store(
    _ bytes: [UInt8], first: UInt64, last: UInt64, lastNonce: UInt64, device: RowID,
    incarnation: UInt64
  ) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO batch VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          device, Int64(bitPattern: incarnation), Int64(first), Int64(last),
          Int64(bitPattern: lastNonce), Data(bytes),
        ])
    }
  }

  /// The newest change of the unbroken run after `merged` that is here; `merged` for none.
  ///
  /// A run that contradicts the changes of `pocket` came from its twin: it is forgotten, for both
  /// of them still have everything. Changes that the pocket does not list contradict nothing here:
  /// it is told the nonce and proves the last of them itself. What lies behind a gap comes again.
  func received(
    from pocket: PocketFacts, incarnation: UInt64, after peer: Peer
  ) throws(FarmDatabaseError) -> (number: UInt64, nonce: UInt64) {
    let merged = peer.mergedNumber
    return try run { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT first, last, nonce FROM batch
          WHERE device = ? AND incarnation = ? AND last > ? ORDER BY first
          """, arguments: [pocket.device, Int64(bitPattern: incarnation), Int64(merged)])
      var reached = (number: merged, nonce: peer.mergedNonce)
      for row in rows where UInt64(row["first"] as Int64) <= reached.number + 1 {
        let last = UInt64(row["last"] as Int64)
        let nonce = UInt64(bitPattern: row["nonce"] as Int64)
        guard pocket.recentNonces[last] ?? nonce == nonce, last <= pocket.lastNumber else {
          try db.execute(
            sql: "DELETE FROM batch WHERE device = ? AND incarnation = ?",
            arguments: [pocket.device, Int64(bitPattern: incarnation)])
          return (merged, peer.mergedNonce)
        }
        if last > reached.number { reached = (last, nonce) }
      }
      try db.execute(
        sql: "DELETE FROM batch WHERE device = ? AND incarnation = ? AND first > ?",
        arguments: [
          pocket.device, Int64(bitPattern: incarnation), Int64(reached.number),
        ])
      return reached
    }
  }

  /// Gives each batch that reaches past `merged`, oldest first.
  package func batches(
    device: RowID, incarnation: UInt64, after merged: UInt64, _ body: ([UInt8]) throws -> Void
  ) throws(FarmDatabaseError) {
    try run { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT bytes FROM batch WHERE device = ? AND incarnation = ? AND last > ? ORDER BY first
          """, arguments: [device, Int64(bitPattern: incarnation), Int64(merged)])
      while let row = try rows.next() { try body(Array(row["bytes"] as Data)) }
    }
  }

  /// Forgets what a durable commit holds: every change up to `merged`.
  package func forget(
    device: RowID, incarnation: UInt64, upTo merged: UInt64
  ) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(
        sql: "DELETE FROM batch WHERE device = ? AND incarnation = ? AND last <= ?",
        arguments: [device, Int64(bitPattern: incarnation), Int64(merged)])
    }
  }

  /// Changes after `merged` that are here, by their count.
  package func left(
    device: RowID, incarnation: UInt64, after merged: UInt64
  ) throws(FarmDatabaseError) -> UInt64 {
    try run { db in
      let last = try Int64.fetchOne(
        db, sql: "SELECT max(last) FROM batch WHERE device = ? AND incarnation = ?",
        arguments: [device, Int64(bitPattern: incarnation)])
      return last.map { UInt64($0) > merged ? UInt64($0) - merged : 0 } ?? 0
    }
  }
}
