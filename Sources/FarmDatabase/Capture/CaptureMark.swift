import Foundation
import GRDB
import Records

/// When the images last stood as the farm's tables do; losing it costs a comparison.
struct CaptureMark: Sendable, Hashable {
  /// The newest commit then.
  var commit: CommitStamp
  /// The file then; nil where the file does not tell, as with a write-ahead log.
  var state: String?
  /// SQLite's schema version then.
  var schema: Int
  /// The local day of the newest comparison of everything.
  var day: Int
  /// Table number → rows without identity.
  var keyless: [Int: Int]
}

/// A mark that counts once its transaction stands.
struct PendingMark {
  var mark: CaptureMark
  /// SQLite's data version within the transaction.
  let version: Int
  /// What the ledger says already.
  let known: CaptureMark?

  init(_ mark: CaptureMark, _ db: Database, known: CaptureMark?) throws {
    self.mark = mark
    self.known = known
    version = try FileMoment(db).version
  }
}

extension Ledger {
  func captureMark() throws(FarmDatabaseError) -> CaptureMark? {
    try run { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM capture"),
        let commit = row.commitStamp
      else { return nil }
      let text: String = row["keyless"]
      return CaptureMark(
        commit: commit, state: row["state"], schema: row["schema"], day: row["day"],
        keyless: try JSONDecoder().decode([Int: Int].self, from: Data(text.utf8)))
    }
  }

  func note(_ mark: CaptureMark) throws(FarmDatabaseError) {
    try run { db in
      let keyless = String(decoding: try JSONEncoder().encode(mark.keyless), as: UTF8.self)
      try db.execute(
        sql: "INSERT OR REPLACE INTO capture VALUES (1, ?, ?, ?, ?, ?, ?)",
        arguments: [
          Int64(mark.commit.sequence), Int64(bitPattern: mark.commit.nonce), mark.state,
          mark.schema, mark.day, keyless,
        ])
    }
  }
}

/// Days by the PC's own calendar.
enum LocalDay {
  /// The day, counted on the local calendar, that a moment belongs to.
  static func number(milliseconds: UInt64) -> Int {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return (Int(seconds) + parts.tm_gmtoff) / secondsPerDay
  }

  private static let secondsPerDay = 86_400
}
