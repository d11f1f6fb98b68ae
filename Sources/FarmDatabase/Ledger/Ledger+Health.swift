import Foundation
import GRDB

/// A ledger that is damaged is no damage to the database: it may be lost without losing a record.
extension Ledger {
  private static let damagedEnding = ".damaged"
  private static let triesMaximum = 1_000

  /// Reads all of a database's ledger; throws `ledgerDamaged` where SQLite has anything against it.
  package static func prove(besideDatabase path: String) throws(FarmDatabaseError) {
    let place = place(besideDatabase: path)
    // Opening would make the file.
    guard FileManager.default.fileExists(atPath: place) else { return }
    let words = try Ledger(besideDatabase: path).run { db in
      try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
    }
    guard let words, words != "ok" else { return }
    // SQLite says first which of its databases it means.
    let detail = words.split(separator: "\n").last.map(String.init) ?? words
    throw .ledgerDamaged(path: place, detail: detail)
  }

  /// Where `setAside` puts the ledger: a name that nothing has yet.
  package static func placeAside(besideDatabase path: String) -> String {
    let first = place(besideDatabase: path) + damagedEnding
    let names = [first] + (2...triesMaximum).lazy.map { "\(first)-\($0)" }
    return names.first { !FileManager.default.fileExists(atPath: $0) } ?? first
  }

  /// Takes the ledger out of the way, whole; the next one who opens the database makes a new one.
  package static func setAside(besideDatabase path: String) throws(FarmDatabaseError) {
    let (ledger, aside) = (place(besideDatabase: path), placeAside(besideDatabase: path))
    // The log goes first: a ledger without it is an older ledger, a log without its ledger is none.
    for part in ["-wal", "-shm", ""] {
      guard rename(ledger + part, aside + part) != 0, errno != ENOENT else { continue }
      throw .readOnly(path: ledger + part)
    }
  }

  /// The newest moment of all sessions and copies: milliseconds since 1970; 0 for none.
  package func newestMilliseconds() throws(FarmDatabaseError) -> UInt64 {
    try run { db in
      let newest = try Int64.fetchOne(
        db,
        sql: """
          SELECT max(
            ifnull((SELECT max(started) FROM session), 0),
            ifnull((SELECT max(finished) FROM session), 0),
            ifnull((SELECT max(made) FROM kept), 0), ifnull((SELECT max(proven) FROM medium), 0))
          """)
      return UInt64(max(0, newest ?? 0))
    }
  }
}
