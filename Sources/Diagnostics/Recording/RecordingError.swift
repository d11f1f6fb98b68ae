/// Why a recording cannot be read or written; facts only.
package enum RecordingError: Error, Sendable, Hashable {
  /// The first bytes are not those of a recording.
  case notRecording
  /// A later format.
  case version(UInt8)
  /// The file ends inside the entry that begins there.
  case torn(atByte: Int)
  /// The entry that begins there is not as it was written.
  case damaged(atByte: Int)
  /// The entry that begins there is longer than one of its kind may be.
  case overLimit(atByte: Int)
  /// The session was still going on when the recording ended.
  case unfinished
  /// A call of the system failed.
  case system(call: String, errno: Int32)
}
