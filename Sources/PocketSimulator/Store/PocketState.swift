import PocketProtocol
import Records

/// All that a pocket knows, as a fold over its journal; no file, no clock, no chance.
struct PocketState: Hashable, Sendable {
  var device = RowID(high: 0, low: 0)
  var label = ""
  var incarnation: UInt64 = 0
  /// The newest change; number 0 for none.
  var last = DotCheck(number: 0, nonce: 0)
  /// The newest change that was dropped; nil for none.
  var dropped: DotCheck?
  /// The changes kept, in the order of their numbers.
  var changes = ChangeLog()
  /// Changes that the PC says it merged.
  var merged: UInt64 = 0
  /// Changes that a verified copy holds.
  var safe: UInt64 = 0
  /// Changes that every copy holds that the PC could be set back to.
  var prunable: UInt64 = 0
  /// Changes whose outcome the images show.
  var reflected: UInt64 = 0
  /// The farm database that it last met.
  var hub: RowID?
  var schema: SyncSchema?
  var images = Images()
  /// Batches of a feed that has not ended.
  var staged: [DownBatch] = []
  /// For each of them, the changes that were merged when it came: it knows what became of those.
  var stagedMerged: [UInt64] = []
  /// Where the feed stands, staged batches included.
  var cursor = FeedCursor.start
  /// Where the feed stood when it was last applied.
  var appliedCursor = FeedCursor.start
  /// Commits known, ascending.
  var chain: [CommitStamp] = []
  /// The last common commit, where the PC lost those after it and the feed has not ended yet.
  var lostAfter: UInt64?
  /// Commits of the PC's new branch, taken over when the feed ends.
  var branch: [CommitStamp] = []

  /// The number of the oldest change kept; one more than the newest where none is kept.
  var firstNumber: UInt64 { changes.first?.number ?? last.number + 1 }

  /// The last commit of which every row was applied.
  var seen: UInt64 {
    let whole = appliedCursor.table == FeedCursor.wholeCommit
    return whole ? appliedCursor.sequence : appliedCursor.sequence - 1
  }

  /// Takes one record; the same records always give the same state.
  mutating func take(_ record: JournalRecord) throws(ProtocolFault) {
    switch record {
    case .origin(let device, let label, let incarnation):
      self.device = device
      self.label = label
      self.incarnation = incarnation
    case .summary(let bytes):
      guard let state = PocketState(summary: bytes) else { throw .malformed("summary") }
      self = state
    case .image(let bytes):
      guard case .downBatch(let batch) = try ToPocket(decoding: bytes) else {
        throw .malformed("image")
      }
      images.apply(batch.rows)
    case .changes(let bytes):
      guard case .upBatch(let batch) = try ToPC(decoding: bytes) else {
        throw .malformed("changes")
      }
      take(batch)
    case .welcome(let bytes, let hub, let nonces):
      guard case .welcome(let welcome) = try ToPocket(decoding: bytes) else {
        throw .malformed("welcome")
      }
      take(welcome.facts, hub: hub, nonces: nonces)
    case .merged(let bytes):
      guard case .merged(let merged) = try ToPocket(decoding: bytes) else {
        throw .malformed("merged")
      }
      take(merged)
    case .staged(let bytes):
      guard case .downBatch(let batch) = try ToPocket(decoding: bytes) else {
        throw .malformed("staged")
      }
      staged.append(batch)
      // After a compaction the summary has told it already.
      if stagedMerged.count < staged.count { stagedMerged.append(merged) }
      cursor = batch.cursor
    case .applied(let bytes):
      guard case .downEnd(let end) = try ToPocket(decoding: bytes) else {
        throw .malformed("applied")
      }
      take(end)
    }
  }

  private mutating func take(_ batch: ChangeBatch) {
    changes.append(batch.pocketChanges)
    last = DotCheck(number: batch.last, nonce: batch.lastNonce)
  }
}
