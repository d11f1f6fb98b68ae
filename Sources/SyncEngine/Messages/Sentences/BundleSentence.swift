/// The bundle for the helpdesk: what is in it, what is not, and what became of it.
package enum BundleSentence: Sendable, Hashable {
  /// Above the table of its files.
  case holds(bytes: UInt64)
  case neverHolds
  /// Above the masks; they are shown and not written.
  case whoIsWho
  case alias(mask: String, name: String)
  case mayWrite(path: String)
  case maySend
  case written(path: String, bytes: UInt64)
  case nothingWritten
  /// In the letter that it goes along with.
  case attached
  case packed(bytes: UInt64)
  case sent
}
