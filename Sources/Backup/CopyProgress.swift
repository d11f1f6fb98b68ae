/// How far a copy or a restoration has come, in bytes; from any thread, never two at once.
package struct CopyProgress: Sendable, Hashable {
  /// The phases in the order in which they come.
  package enum Phase: String, Sendable, CaseIterable {
    case checkingMedium
    case checkingBase
    case hashing
    case writing
    case readingBack
    case checkingIntegrity
    case publishing
    case burning
    case checkingDisc
    case verifying
    case restoring
  }

  /// What is being done.
  package let phase: Phase
  /// Bytes done in this phase.
  package let doneBytes: UInt64
  /// Bytes to do in this phase; 0 where that is not known.
  package let totalBytes: UInt64

  /// Takes everything as it stands.
  package init(phase: Phase, doneBytes: UInt64, totalBytes: UInt64) {
    self.phase = phase
    self.doneBytes = doneBytes
    self.totalBytes = totalBytes
  }
}

/// Where progress goes; what it throws, `interrupted` above all, ends the work between two steps.
package typealias ProgressReport = (CopyProgress) throws(BackupError) -> Void
