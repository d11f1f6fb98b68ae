package import Records

/// The permission to write one copy of one state of the database. It is spent by writing.
package struct GateTicket: ~Copyable, Sendable {
  /// The newest commit that the copy must hold.
  package let commit: CommitStamp
  /// True where a pocket was left out: the copy succeeds no complete one.
  package let isPartial: Bool

  fileprivate init(commit: CommitStamp, isPartial: Bool) {
    self.commit = commit
    self.isPartial = isPartial
  }
}

/// What the gate decides: a ticket, or every reason why not.
package enum GateDecision: ~Copyable, Sendable {
  case open(GateTicket)
  case closed([GateRefusal])
}

/// The mandatory check before a copy.
package enum Gate {
  /// Opens only where no check refuses; otherwise names every refusal.
  package static func evaluate(_ evidence: GateEvidence) -> GateDecision {
    let refusals = checks.flatMap { check in check(evidence) }
    guard refusals.isEmpty else { return .closed(refusals) }
    return .open(
      GateTicket(commit: evidence.database.commit, isPartial: !evidence.exceptions.isEmpty))
  }

  private static var checks: [(GateEvidence) -> [GateRefusal]] {
    [
      ExceptionsAreNamed.refusals, EveryPocketFinished.refusals, NothingLeftOnPockets.refusals,
      NoInboxLeftOver.refusals, SessionsAreFresh.refusals, NoBlockingQuarantine.refusals,
      DatabaseIsSound.refusals, DatabaseIsUnmoved.refusals,
    ]
  }
}
