package import Records

/// All that the gate looks at: facts gathered by the run, never opinions.
package struct GateEvidence: Sendable, Hashable {
  /// Every pocket that is registered and not retired.
  package var pockets: [PocketEvidence]
  /// The state of the PC's database.
  package var database: DatabaseEvidence
  /// The pockets that a person leaves out by name, each with the reason given.
  package var exceptions: [GateException]
  /// When the evidence was gathered: milliseconds since 1970, the PC's clock.
  package var milliseconds: UInt64

  /// Takes everything as it stands.
  package init(
    pockets: [PocketEvidence], database: DatabaseEvidence, exceptions: [GateException] = [],
    milliseconds: UInt64
  ) {
    self.pockets = pockets
    self.database = database
    self.exceptions = exceptions
    self.milliseconds = milliseconds
  }
}

/// What is known of one pocket.
package struct PocketEvidence: Sendable, Hashable {
  /// The name that people know it by.
  package var label: String
  /// True where a session of this run ended well.
  package var finishedSession: Bool
  /// When its last good session ended: milliseconds since 1970; nil for never.
  package var finishedMilliseconds: UInt64?
  /// The newest change on the pocket as it said itself; nil where it was not asked.
  package var lastOnPocket: UInt64?
  /// The newest change that a durable commit holds.
  package var lastMerged: UInt64
  /// Changes in the inbox that no commit holds.
  package var leftInInbox: UInt64

  /// Takes everything as it stands.
  package init(
    label: String, finishedSession: Bool, finishedMilliseconds: UInt64?, lastOnPocket: UInt64?,
    lastMerged: UInt64, leftInInbox: UInt64
  ) {
    self.label = label
    self.finishedSession = finishedSession
    self.finishedMilliseconds = finishedMilliseconds
    self.lastOnPocket = lastOnPocket
    self.lastMerged = lastMerged
    self.leftInInbox = leftInInbox
  }
}

/// What is known of the PC's database.
package struct DatabaseEvidence: Sendable, Hashable {
  /// The newest commit of the chain.
  package var commit: CommitStamp
  /// The newest commit when the last session of the run ended; nil where there was none.
  package var commitAfterSessions: CommitStamp?
  /// Rows that the farm program changed and no commit holds yet.
  package var uncapturedRows: Int
  /// Quarantined changes whose content could not be read.
  package var blockingQuarantine: Int
  /// Rows that point to a parent that is not there.
  package var brokenForeignKeys: Int
  /// What SQLite's quick_check said; empty when it said ok.
  package var integrityFaults: [String]

  /// Takes everything as it stands.
  package init(
    commit: CommitStamp, commitAfterSessions: CommitStamp?, uncapturedRows: Int,
    blockingQuarantine: Int, brokenForeignKeys: Int, integrityFaults: [String]
  ) {
    self.commit = commit
    self.commitAfterSessions = commitAfterSessions
    self.uncapturedRows = uncapturedRows
    self.blockingQuarantine = blockingQuarantine
    self.brokenForeignKeys = brokenForeignKeys
    self.integrityFaults = integrityFaults
  }
}

/// A pocket that a person leaves out, with the reason given; the copy becomes a partial one.
package struct GateException: Sendable, Hashable, Codable {
  /// The pocket's name.
  package var label: String
  /// Why, in the person's own words.
  package var reason: String

  /// Takes both as they stand.
  package init(label: String, reason: String) {
    self.label = label
    self.reason = reason
  }
}
