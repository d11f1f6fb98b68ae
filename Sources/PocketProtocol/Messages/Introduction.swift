import FoundationEssentials
package import Records

/// Number and nonce of one change: what shows a pocket that was set back or cloned.
package struct DotCheck: Hashable, Sendable {
  /// Counts the changes of the incarnation from 1.
  package let number: UInt64
  /// Random, drawn with the change.
  package let nonce: UInt64

  /// Takes both as they stand.
  package init(number: UInt64, nonce: UInt64) {
    self.number = number
    self.nonce = nonce
  }
}

/// The pocket's answer to Hello: who it is, what it holds, what it knows.
package struct PocketIntroduction: Hashable, Sendable {
  /// The oldest version that the pocket speaks.
  package var oldestVersion: UInt32
  /// The newest version that the pocket speaks.
  package var newestVersion: UInt32
  /// The pocket's own identity, never changed.
  package var device: RowID
  /// The name that its user gave it.
  package var label: String
  /// Name and version of the pocket's program, for people.
  package var program: String
  /// The log that its changes belong to.
  package var incarnation: UInt64
  /// The newest change, 0 for none, and its nonce.
  package var last: DotCheck
  /// The oldest change still kept; one more than the newest where none is kept.
  package var firstNumber: UInt64
  /// Changes still kept and the last one dropped, newest first.
  package var recent: [DotCheck]
  /// The farm database that it knows, which must be Hello's; nil where it knows none or another.
  package var hub: RowID?
  /// Commits that it knows, oldest first, thinning out into the past.
  package var commits: [CommitStamp]
  /// Where its feed stands, staged batches included.
  package var cursor: FeedCursor
  /// The schema that it holds; nil for none.
  package var schema: SchemaFingerprint?
  /// Its clock: milliseconds since 1970; never decides anything.
  package var wallMilliseconds: UInt64
  /// How long it has been running: milliseconds of a clock that is never set.
  package var uptimeMilliseconds: UInt64
  /// Changes that no verified copy holds yet, for people.
  package var waiting: UInt64
  /// The longest padding of a probe that it answers; 0 where it answers none.
  package var probeBytes = 0

  /// Takes everything as it stands.
  package init(
    oldestVersion: UInt32 = ProtocolVersion.oldest, newestVersion: UInt32 = ProtocolVersion.newest,
    device: RowID, label: String, program: String, incarnation: UInt64, last: DotCheck,
    firstNumber: UInt64, recent: [DotCheck], hub: RowID?, commits: [CommitStamp],
    cursor: FeedCursor, schema: SchemaFingerprint?, wallMilliseconds: UInt64,
    uptimeMilliseconds: UInt64, waiting: UInt64, probeBytes: Int = 0
  ) {
    self.oldestVersion = oldestVersion
    self.newestVersion = newestVersion
    self.device = device
    self.label = label
    self.program = program
    self.incarnation = incarnation
    self.last = last
    self.firstNumber = firstNumber
    self.recent = recent
    self.hub = hub
    self.commits = commits
    self.cursor = cursor
    self.schema = schema
    self.wallMilliseconds = wallMilliseconds
    self.uptimeMilliseconds = uptimeMilliseconds
    self.waiting = waiting
    self.probeBytes = probeBytes
  }

  /// True where the log goes on from the PC's last change; else it was set back or cloned.
  package func continues(after held: DotCheck?) -> Bool {
    guard let held, held.number > 0 else { return firstNumber <= 1 }
    return firstNumber <= held.number + 1 && recent.contains(held)
  }
}
