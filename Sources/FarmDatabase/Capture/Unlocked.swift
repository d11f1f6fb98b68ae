import Foundation
import GRDB

/// What became of a long reading that kept nobody waiting.
enum Unlocked<Found> {
  /// Nobody wrote meanwhile; what was found holds while the moment stands.
  case stood(Found, FileMoment)
  /// Somebody wrote each time.
  case moved(FileMoment)
  /// The file does not tell whether somebody writes.
  case impossible
}

extension FarmDatabase {
  static let readingTries = 3

  /// Runs `body` over the whole database while the farm program is free to write.
  ///
  /// A reader of a write-ahead log hinders nobody. Otherwise a second connection reads the file
  /// without a lock; what it finds counts only where the file did not move between two looks that
  /// hold one. Errors of a reading that somebody disturbed are nobody's.
  func unlocked<Found>(
    _ db: Database, tries: Int = readingTries, _ body: (Database, FileMoment) throws -> Found
  ) throws -> Unlocked<Found> {
    if try FileMoment.isWriteAhead(db) {
      var found: Unlocked<Found> = .impossible
      try db.inTransaction(.deferred) {
        _ = try CommitChain.tail(db)
        let moment = try FileMoment(db)
        found = .stood(try body(db, moment), moment)
        return .commit
      }
      return found
    }
    var moment = try moment(db)
    guard moment.state != nil else { return .impossible }
    for _ in 0..<tries {
      guard try settle(db, &moment) else { return .impossible }
      let result = Result { try withoutLock { calm in try body(calm, moment) } }
      let after = try self.moment(db)
      if after.stands(at: moment) { return .stood(try result.get(), moment) }
      moment = after
    }
    return .moved(moment)
  }

  private func moment(_ db: Database) throws -> FileMoment {
    var moment: FileMoment?
    try db.inTransaction(.deferred) {
      // Reading takes the shared lock: from here on nobody is in the middle of a write.
      _ = try CommitChain.tail(db)
      moment = try FileMoment(db)
      return .commit
    }
    return moment!
  }

  /// Waits until a later write would get a later time; false where the times are too coarse.
  private func settle(_ db: Database, _ moment: inout FileMoment) throws -> Bool {
    for _ in 0..<Self.readingTries {
      switch FileAge.of(path) {
      case .old: return true
      case .coarse: return false
      case .fresh:
        usleep(FileAge.tickMicroseconds)
        moment = try self.moment(db)
      }
    }
    return true
  }

  private func withoutLock<Found>(_ body: (Database) throws -> Found) throws -> Found {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA cache_size = -65536") }
    let queue = try DatabaseQueue(
      path: URL(filePath: path).absoluteString + "?immutable=1", configuration: configuration)
    return try queue.inDatabase { calm in
      try TouchedKeys.create(calm, tables)
      return try body(calm)
    }
  }
}

/// Whether the next write to a file is sure to change its time.
enum FileAge {
  case old
  case fresh
  case coarse

  /// Longer than a tick of the kernel's coarse clock, which file times are taken from.
  static let tickMicroseconds: UInt32 = 20_000
  private static let coarseSeconds = 3.0

  static func of(_ path: String) -> FileAge {
    var status = stat()
    var now = timespec()
    guard stat(path, &status) == 0, clock_gettime(CLOCK_REALTIME, &now) == 0 else { return .coarse }
    let age =
      Double(now.tv_sec - status.st_mtim.tv_sec)
      + Double(now.tv_nsec - status.st_mtim.tv_nsec) / 1e9
    // Whole seconds: a file system such as FAT.
    if status.st_mtim.tv_nsec == 0 { return age > coarseSeconds ? .old : .coarse }
    return age > Double(tickMicroseconds) / 1e6 ? .old : .fresh
  }
}
