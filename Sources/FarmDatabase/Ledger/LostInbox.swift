import Foundation
import GRDB
package import Records

/// Rows of lost commits, received and not yet merged; a session that was cut sends them again.
extension Ledger {
  /// Keeps one batch of the session under way.
  package func storeLost(_ bytes: [UInt8], device: RowID) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(
        sql: "INSERT INTO lost(device, bytes) VALUES (?, ?)", arguments: [device, Data(bytes)])
    }
  }

  /// Gives each batch, oldest first.
  package func lostBatches(
    device: RowID, _ body: ([UInt8]) throws -> Void
  ) throws(FarmDatabaseError) {
    try run { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT bytes FROM lost WHERE device = ? ORDER BY id", arguments: [device])
      while let row = try rows.next() { try body(Array(row["bytes"] as Data)) }
    }
  }

  /// Forgets them: they are merged, or the session that sent them is over.
  package func forgetLost(device: RowID) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(sql: "DELETE FROM lost WHERE device = ?", arguments: [device])
    }
  }
}
