import Foundation
import GRDB
package import Records

extension FarmDatabase {
  /// Brings all that SQLite keeps beside the file into it, where nobody else is at work on it.
  ///
  /// False where the file is too damaged for that; then nothing of it is touched.
  package static func settle(_ path: String) throws(FarmDatabaseError) -> Bool {
    do {
      try FarmDatabaseError.inspect(path: path)
      var configuration = Configuration()
      configuration.busyMode = .timeout(1)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE); BEGIN EXCLUSIVE; ROLLBACK")
      }
      try queue.close()
      return true
    } catch {
      switch FarmDatabaseError(error, path: path) {
      case .damaged, .notADatabase, .encrypted: return false
      case let fault: throw fault
      }
    }
  }

  /// Whose farm's database this file is; nil where it is none, or too damaged to tell.
  package static func hub(ofFileAt path: String) throws(FarmDatabaseError) -> RowID? {
    do {
      let queue = try DatabaseQueue(path: path)
      defer { try? queue.close() }
      return try queue.read { db in
        guard try db.tableExists("sync_hub") else { return nil }
        return try Data.fetchOne(db, sql: "SELECT hub FROM sync_hub").flatMap { RowID($0) }
      }
    } catch {
      switch FarmDatabaseError(error, path: path) {
      case .damaged, .notADatabase, .encrypted: return nil
      case let fault: throw fault
      }
    }
  }
}
