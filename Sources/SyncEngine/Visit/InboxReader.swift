import FarmDatabase
import PocketProtocol
import Records

/// Reads the stored batches of one pocket in order and proves that no change is missing.
struct InboxReader {
  private let last: UInt64
  private var reached: UInt64
  /// True once a batch could not be read or was missing.
  private(set) var isDamaged = false

  /// Reads what comes after change `merged`, up to `last`.
  init(after merged: UInt64, through last: UInt64) {
    self.last = last
    reached = merged
  }

  /// Gives the changes of one stored batch that are not merged yet.
  mutating func read(_ stored: StoredBatch, _ give: (IncomingChange) throws -> Void) throws {
    guard let batch = stored.batch, batch.first <= reached + 1 else { throw damage() }
    let upTo = min(batch.last, last)
    if upTo > reached {
      for changes in stored.columns { try give(.changes(changes, numbers: reached + 1...upTo)) }
    }
    if batch.hasStrangers {
      for change in batch.pocketChanges where isNew(change.number) {
        for cell in change.strangers { try give(.extra(cell)) }
      }
    }
    reached = max(reached, upTo)
  }

  /// Gives the rows of one stored batch of a lost branch.
  mutating func readLost(_ bytes: [UInt8], _ give: (IncomingChange) throws -> Void) throws {
    guard let message = try? ToPC(decoding: bytes), case .lostBatch(let batch) = message else {
      throw damage()
    }
    let rows = batch.rows
    for index in 0..<rows.count {
      try give(
        .lost(
          LostRow(
            table: rows.table, row: rows.rows[index],
            commit: CommitStamp(sequence: rows.sequences[index], nonce: batch.nonces[index]),
            values: rows.isDeleted(index) ? nil : rows.values(index))))
    }
  }

  /// Throws where the cursor would pass changes that were not read.
  mutating func finish() throws {
    guard reached == last else { throw damage() }
  }

  private mutating func damage() -> DamagedInbox {
    isDamaged = true
    return DamagedInbox()
  }

  private func isNew(_ number: UInt64) -> Bool { number > reached && number <= last }
}

/// A stored batch cannot be read, or one is missing.
struct DamagedInbox: Error {}
