/// What sending did: what went over the line, and what was there already.
package struct SendReport: Sendable, Hashable {
  /// Files that were sent now.
  package var sentFiles: [String] = []
  /// Files that the server had already.
  package var keptFiles: [String] = []
  /// Parts of large files that were sent now.
  package var sentParts = 0
  /// Parts that an earlier try had sent.
  package var keptParts = 0
  /// Bytes of bodies that were sent now.
  package var sentBytes = 0
  /// Requests of all kinds.
  package var requests = 0
  /// What the bucket does against loss; asked where the account wants locks.
  package var protection = BucketProtection(isVersioned: nil, offersLock: nil)
  /// Until when what was sent now cannot be removed; nil for no such promise.
  package var lockedUntilMilliseconds: UInt64?

  /// Nothing yet.
  package init() {}
}

/// How far sending is.
package struct SendProgress: Sendable, Hashable {
  /// The file that is under way.
  package let file: String
  /// Bytes that the server has of all files.
  package let doneBytes: Int
  /// Bytes of all files.
  package let totalBytes: Int
}
