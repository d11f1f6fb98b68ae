/// Why nothing could be laid into the outbox or taken from it; facts only.
package enum OutboxError: Error, Sendable, Hashable {
  /// Its folder cannot be read or written.
  case system(path: String, errno: Int32)
  /// So much waits already that nothing more is taken.
  case full(entries: Int)
  /// The PC's own disk has no room for what is to wait.
  case noRoom(neededBytes: UInt64, freeBytes: UInt64)
  /// Another run is sending now.
  case busy
  /// What a file of it says of a parcel is not what was written.
  case damaged(path: String)
}
