package import Records

/// What is known of one pocket at the time of the copy.
package struct PocketProof: Codable, Sendable, Hashable {
  /// The name that people know it by.
  package var label: String
  /// The newest record on the pocket as it said itself.
  package var lastRecord: UInt64
  /// The newest record that the copied database holds.
  package var lastMerged: UInt64
  /// When that record was taken over: milliseconds since 1970, the PC's clock; nil for none.
  package var lastMergedMilliseconds: UInt64?
  /// When its session ended: milliseconds since 1970, the PC's clock.
  package var sessionMilliseconds: UInt64
  /// Sessions that ended well, as far as the PC remembers.
  package var sessions: Int?
  /// Pocket's clock minus the PC's, in milliseconds.
  package var clockSkewMilliseconds: Int64

  /// Takes everything as it stands.
  package init(
    label: String, lastRecord: UInt64, lastMerged: UInt64,
    lastMergedMilliseconds: UInt64? = nil, sessionMilliseconds: UInt64, sessions: Int? = nil,
    clockSkewMilliseconds: Int64
  ) {
    self.label = label
    self.lastRecord = lastRecord
    self.lastMerged = lastMerged
    self.lastMergedMilliseconds = lastMergedMilliseconds
    self.sessions = sessions
    self.sessionMilliseconds = sessionMilliseconds
    self.clockSkewMilliseconds = clockSkewMilliseconds
  }
}

/// A pocket whose records the copy lacks, and the reason that a person gave.
package struct MissingPocket: Codable, Sendable, Hashable {
  /// The name that people know it by.
  package var label: String
  /// The reason, as typed.
  package var reason: String

  /// Takes both as they stand.
  package init(label: String, reason: String) {
    self.label = label
    self.reason = reason
  }
}

/// The medium as people know it.
package struct MediumFacts: Codable, Sendable, Hashable {
  /// The volume's label; empty where it has none.
  package var label: String
  /// Maker and model; empty where not known.
  package var model: String
  /// The file system's name, as in mountinfo.
  package var fileSystem: String
  /// The file system's UUID; empty where not known.
  package var uuid: String
  /// True for a plain folder that was asked for by name (demo, tests): no external medium.
  package var isPretended: Bool

  /// Takes everything as it stands.
  package init(label: String, model: String, fileSystem: String, uuid: String, isPretended: Bool) {
    self.label = label
    self.model = model
    self.fileSystem = fileSystem
    self.uuid = uuid
    self.isPretended = isPretended
  }
}

/// What the caller knows; the writer adds what only it can know and makes a `Certificate` of it.
package struct CertificateFacts: Codable, Sendable, Hashable {
  /// The pockets whose records the copy holds.
  package var pockets: [PocketProof]
  /// The pockets that were left out by name.
  package var missing: [MissingPocket]
  /// The sync profile's name.
  package var profile: String
  /// The schema's fingerprint, lower-case hexadecimal.
  package var schemaFingerprint: String
  /// Conflicts that wait for a person.
  package var openConflicts: Int
  /// Changes in quarantine.
  package var quarantine: Int
  /// Rows by table.
  package var rowCounts: [String: Int]

  /// Takes everything as it stands.
  package init(
    pockets: [PocketProof], missing: [MissingPocket], profile: String, schemaFingerprint: String,
    openConflicts: Int, quarantine: Int, rowCounts: [String: Int]
  ) {
    self.pockets = pockets
    self.missing = missing
    self.profile = profile
    self.schemaFingerprint = schemaFingerprint
    self.openConflicts = openConflicts
    self.quarantine = quarantine
    self.rowCounts = rowCounts
  }
}

/// The proof of freshness inside a manifest; only `BackupWriter` makes one, from a spent ticket.
package struct Certificate: Codable, Sendable, Hashable {
  /// Place in the commit chain of the newest commit in the copy.
  package let commitSequence: UInt64
  /// That commit's nonce, 16 lower-case hexadecimal digits.
  package let commitNonce: String
  /// True where a pocket was left out: the copy succeeds no complete one.
  package let isPartial: Bool
  /// Everything that the caller knew.
  package let facts: CertificateFacts
  /// The medium as it was when the copy was written.
  package let medium: MediumFacts

  init(commit: CommitStamp, isPartial: Bool, facts: CertificateFacts, medium: MediumFacts) {
    commitSequence = commit.sequence
    commitNonce = Self.text(of: commit.nonce)
    self.isPartial = isPartial
    self.facts = facts
    self.medium = medium
  }

  /// The newest commit in the copy; nil where the nonce is none.
  package var commit: CommitStamp? {
    UInt64(commitNonce, radix: 16).map { CommitStamp(sequence: commitSequence, nonce: $0) }
  }

  func isOf(_ commit: CommitStamp) -> Bool {
    commitSequence == commit.sequence && commitNonce == Self.text(of: commit.nonce)
  }

  private static func text(of nonce: UInt64) -> String {
    Hexadecimal.encode((0..<8).map { UInt8(truncatingIfNeeded: nonce >> (56 - 8 * $0)) })
  }
}
