import Foundation

/// A ledger that is damaged is no damage to the database: it may be lost without losing a record.
extension Ledger {
  private static let damagedEnding = ".damaged"
  private static let triesMaximum = 1_000

  /// What SQLite has against the ledger of a database; nil where it is sound, or not there yet.
  package static func fault(besideDatabase path: String) throws(FarmDatabaseError) -> String? {
    // Opening would make the file.
    guard FileManager.default.fileExists(atPath: path + ending) else { return nil }
    do throws(FarmDatabaseError) {
      let fault = try Ledger(besideDatabase: path).firstFault()
      // SQLite says first which of its databases it means.
      return fault.map { $0.split(separator: "\n").last.map(String.init) ?? $0 }
    } catch {
      switch error {
      case .damaged(let detail): return detail
      case .notADatabase, .encrypted: return "SQLITE_NOTADB"
      default: throw error
      }
    }
  }

  /// Where the ledger of a database is.
  package static func place(besideDatabase path: String) -> String { path + ending }

  /// Where `setAside` puts the ledger: a name that nothing has yet.
  package static func placeAside(besideDatabase path: String) -> String {
    let first = path + ending + damagedEnding
    let names = [first] + (2...triesMaximum).lazy.map { "\(first)-\($0)" }
    return names.first { !FileManager.default.fileExists(atPath: $0) } ?? first
  }

  /// Takes the ledger out of the way, whole; the next one who opens the database makes a new one.
  package static func setAside(besideDatabase path: String) throws(FarmDatabaseError) {
    let place = placeAside(besideDatabase: path)
    // The log goes first: a ledger without it is an older ledger, a log without its ledger is none.
    for part in ["-wal", "-shm", ""] {
      guard rename(path + ending + part, place + part) != 0, errno != ENOENT else { continue }
      throw .readOnly(path: path + ending + part)
    }
  }
}
