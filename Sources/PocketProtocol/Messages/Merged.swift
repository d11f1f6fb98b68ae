package import Records

/// Ack 1: a durable commit of the PC holds every change up to `number`.
package struct MergedFacts: Hashable, Sendable {
  /// The last change that is merged.
  package var number: UInt64
  /// The commit that holds it; nil where nothing was ever merged.
  package var commit: CommitStamp?
  /// How many changes were applied as they stood, for people.
  package var applied: UInt32
  /// How many met a conflict, for people.
  package var conflicts: UInt32
  /// How many wait in quarantine, for people.
  package var quarantined: UInt32
  /// Commits made since Welcome, oldest first.
  package var commits: [CommitStamp]

  /// Takes everything as it stands.
  package init(
    number: UInt64, commit: CommitStamp?, applied: UInt32, conflicts: UInt32, quarantined: UInt32,
    commits: [CommitStamp]
  ) {
    self.number = number
    self.commit = commit
    self.applied = applied
    self.conflicts = conflicts
    self.quarantined = quarantined
    self.commits = commits
  }

  init(_ wire: Pocket_V1_Merged) throws(ProtocolFault) {
    self.init(
      number: wire.number, commit: wire.hasCommit ? CommitStamp(wire.commit) : nil,
      applied: wire.applied, conflicts: wire.conflicts, quarantined: wire.quarantined,
      commits: try CommitStamp.list(wire.commits, field: "Merged.commits"))
    guard number == 0 || commit != nil else { throw .malformed("Merged.commit") }
  }

  var wire: Pocket_V1_Merged {
    var wire = Pocket_V1_Merged()
    wire.number = number
    if let commit { wire.commit = commit.wire }
    wire.applied = applied
    wire.conflicts = conflicts
    wire.quarantined = quarantined
    wire.commits = commits.map(\.wire)
    return wire
  }
}
