/// Why the pages of the database could not be read.
package enum SnapshotError: Error, Sendable, Hashable {
  /// The connection holds no write transaction, so the pages could move while they are read.
  case notLocked
  /// The database has no file of its own (in memory, temporary).
  case notAFile
  /// The pages asked for lie outside the database, or the buffer does not fit them.
  case outOfRange(firstPage: Int, count: Int)
  /// The staged copy has another size than the locked database.
  case stagedCopyDiffers(pages: Int, stagedPages: Int)
  /// SQLite refused; its extended result code.
  case sqlite(code: Int32)
  /// The scratch folder could not be used.
  case scratch(errno: Int32)
}
