package import FarmDatabase
package import Records

/// Why no copy was written, proven or restored; facts only.
package enum BackupError: Error, Sendable, Hashable {
  /// The copy does not fit.
  case mediumFull(neededBytes: UInt64, freeBytes: UInt64)
  /// The medium refuses every write.
  case readOnly
  /// The medium was pulled or unmounted.
  case vanished
  /// Something else is mounted where the medium was.
  case changedIdentity
  /// The folder on the medium belongs to another farm.
  case otherFarm(farmID: String)
  /// The farm's name cannot be a folder on FAT.
  case unusableFarmName(String)
  /// There is no store of this farm on the medium.
  case noStore
  /// What was read back differs from what was written.
  case readBackMismatch(file: String)
  /// A full that others rest on is damaged.
  case baseBroken(file: String)
  /// The manifest's own hash or its content is wrong.
  case manifestDamaged(file: String)
  /// A file that is not a manifest is damaged; `segment` where the hash of a segment tells.
  case fileDamaged(file: String, segment: Int?)
  /// A file that a manifest names is not there.
  case fileMissing(file: String)
  /// The rebuilt image is not the one that the manifest names.
  case imageMismatch(generation: Int)
  /// No complete generation has this number.
  case noSuchGeneration(Int)
  /// All copies are younger than that; milliseconds since 1970.
  case nothingSoOld(milliseconds: UInt64)
  /// The copy has no table of this name.
  case noSuchTable(String, tables: [String])
  /// The database in the copy is not what the certificate says; what differs, for the technician.
  case certificateDiffers(generation: Int, found: String)
  /// Restoring never overwrites.
  case targetExists(path: String)
  /// libzstd refused; its error code.
  case zstd(code: Int)
  /// The pages could not be read from the locked database.
  case snapshot(SnapshotError)
  /// The database's newest commit is not the one that the ticket was given for.
  case commitMoved(expected: CommitStamp, found: CommitStamp?)
  /// SQLite's whole check finds the database itself damaged; what it says first.
  case unsound(detail: String)
  /// SQLite refused the lock; its extended result code.
  case databaseBusy(code: Int32)
  /// The local folder for temporary files could not be used.
  case scratch(folder: String, errno: Int32)
  /// The format on the medium is newer than this program.
  case newerFormat(file: String, format: Int)
  /// The copy is sealed for this recipient, and none of the keys at hand is its identity.
  case keyMissing(recipient: String)
  /// Whoever follows the progress asked for the end; nothing half-made is published.
  case interrupted
  /// A system call failed.
  case io(path: String, errno: Int32)
}

extension BackupError {
  /// True for what says nothing about a copy: the end was asked for, or this PC lacks something.
  var isOurs: Bool {
    switch self {
    case .interrupted, .scratch, .zstd: true
    default: false
    }
  }
}
