import FoundationEssentials
package import Records

/// The PC's answer to the introduction: from where both go on.
package struct WelcomeFacts: Hashable, Sendable {
  /// The incarnation to use from now on; new where the pocket was set back or cloned.
  package var incarnation: UInt64
  /// Changes of this incarnation that a durable commit holds.
  package var mergedNumber: UInt64
  /// The commit that holds the last of them; nil for none.
  package var mergedCommit: CommitStamp?
  /// Changes that the PC's inbox holds; the pocket sends what follows.
  package var receivedNumber: UInt64
  /// The nonce of the last of those, which must be the pocket's own; 0 where there is none.
  package var receivedNonce: UInt64
  /// Ack 2: changes that a verified copy holds.
  package var safeNumber: UInt64
  /// Changes that every copy holds that one could go back to; the pocket may drop these.
  package var pruneNumber: UInt64
  /// The schema of this session.
  package var fingerprint: SchemaFingerprint
  /// The schema itself; nil where the pocket holds it already.
  package var schema: SyncSchema?
  /// Commits after the last common one, oldest first; the newest where there are too many.
  package var commits: [CommitStamp]
  /// The last commit that both know; 0 for none.
  package var commonSequence: UInt64
  /// True where the PC takes no changes this time: ack 2 and farewell.
  package var deliverOnly: Bool

  /// Takes everything as it stands.
  package init(
    incarnation: UInt64, mergedNumber: UInt64, mergedCommit: CommitStamp?, receivedNumber: UInt64,
    receivedNonce: UInt64, safeNumber: UInt64, pruneNumber: UInt64,
    fingerprint: SchemaFingerprint, schema: SyncSchema?, commits: [CommitStamp],
    commonSequence: UInt64, deliverOnly: Bool
  ) {
    self.incarnation = incarnation
    self.mergedNumber = mergedNumber
    self.mergedCommit = mergedCommit
    self.receivedNumber = receivedNumber
    self.receivedNonce = receivedNonce
    self.safeNumber = safeNumber
    self.pruneNumber = pruneNumber
    self.fingerprint = fingerprint
    self.schema = schema
    self.commits = commits
    self.commonSequence = commonSequence
    self.deliverOnly = deliverOnly
  }
}

/// WelcomeFacts with the version that the PC chose.
package struct Welcome: Hashable, Sendable {
  /// Chosen by the PC, within both ranges.
  package var version: UInt32
  /// From where both go on.
  package var facts: WelcomeFacts

  /// Takes both as they stand.
  package init(version: UInt32, facts: WelcomeFacts) {
    self.version = version
    self.facts = facts
  }

  init(_ wire: Pocket_V1_Welcome) throws(ProtocolFault) {
    guard wire.incarnation != 0 else { throw .malformed("Welcome.incarnation") }
    guard let fingerprint = SchemaFingerprint([UInt8](wire.schemaFingerprint)) else {
      throw .malformed("Welcome.schema_fingerprint")
    }
    let schema = wire.hasSchema ? try SyncSchema(wire.schema) : nil
    guard schema.map({ $0.fingerprint == fingerprint }) ?? true else {
      throw .malformed("Welcome.schema")
    }
    version = wire.version
    facts = WelcomeFacts(
      incarnation: wire.incarnation, mergedNumber: wire.mergedNumber,
      mergedCommit: wire.hasMergedCommit ? CommitStamp(wire.mergedCommit) : nil,
      receivedNumber: wire.receivedNumber, receivedNonce: wire.receivedNonce,
      safeNumber: wire.safeNumber, pruneNumber: wire.pruneNumber, fingerprint: fingerprint,
      schema: schema, commits: try CommitStamp.list(wire.commits, field: "Welcome.commits"),
      commonSequence: wire.commonSequence, deliverOnly: wire.deliverOnly)
    guard facts.isConsistent else { throw .malformed("Welcome.merged_number") }
    guard facts.commits.first.map({ $0.sequence > facts.commonSequence }) ?? true else {
      throw .malformed("Welcome.common_sequence")
    }
  }

  var wire: Pocket_V1_Welcome {
    var wire = Pocket_V1_Welcome()
    wire.version = version
    wire.incarnation = facts.incarnation
    wire.mergedNumber = facts.mergedNumber
    if let commit = facts.mergedCommit { wire.mergedCommit = commit.wire }
    wire.receivedNumber = facts.receivedNumber
    wire.receivedNonce = facts.receivedNonce
    wire.safeNumber = facts.safeNumber
    wire.pruneNumber = facts.pruneNumber
    wire.schemaFingerprint = Data(facts.fingerprint.bytes)
    if let schema = facts.schema { wire.schema = schema.wire }
    wire.commits = facts.commits.map(\.wire)
    wire.commonSequence = facts.commonSequence
    wire.deliverOnly = facts.deliverOnly
    return wire
  }
}

extension WelcomeFacts {
  /// Both acks are within merged, merged within received, and what was merged has its commit.
  var isConsistent: Bool {
    max(safeNumber, pruneNumber) <= mergedNumber && mergedNumber <= receivedNumber
      && receivedNumber < .max
      && (mergedNumber == 0 || mergedCommit != nil)
  }
}
