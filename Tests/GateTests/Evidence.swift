import Records

@testable import Gate

/// Evidence that opens the gate; each test spoils one thing.
enum Evidence {
  static let now: UInt64 = 1_790_000_000_000
  static let commit = CommitStamp(sequence: 41, nonce: 0xFEED)

  static func pocket(_ label: String) -> PocketEvidence {
    PocketEvidence(
      label: label, finishedSession: true, finishedMilliseconds: now - 60_000, lastOnPocket: 12,
      lastMerged: 12, leftInInbox: 0)
  }

  static var database: DatabaseEvidence {
    DatabaseEvidence(
      commit: commit, commitAfterSessions: commit, uncapturedRows: 0, blockingQuarantine: 0,
      brokenForeignKeys: 0, integrityFaults: [])
  }

  static var sound: GateEvidence {
    GateEvidence(
      pockets: [pocket("Luc"), pocket("Marie")], database: database, milliseconds: now)
  }

  /// Sound evidence with one thing changed.
  static func with(_ change: (inout GateEvidence) -> Void) -> GateEvidence {
    var evidence = sound
    change(&evidence)
    return evidence
  }
}

/// The refusals of a decision; empty where the gate opens.
func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
  switch Gate.evaluate(evidence) {
  case .open: []
  case .closed(let refusals): refusals
  }
}
