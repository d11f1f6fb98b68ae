/// A place is no external medium that a copy can be written to.
package enum MediumProblem: Sendable, Hashable {
  case systemDisk(path: String, disk: String, sharedWith: String)
  case databaseDisk(path: String, disk: String)
  case internalDisk(path: String, disk: String)
  case network(path: String, fileSystem: String)
  case memory(path: String, fileSystem: String)
  case overlay(path: String)
  case fuse(path: String, fileSystem: String)
  case readOnly(path: String)
  case noDevice(path: String, fileSystem: String)
  case noFolder(path: String)
  case notMounted(path: String, device: String)
  case locked(path: String, device: String)
  case disputed(path: String, disk: String)
  case databaseNotFound(path: String, fileSystem: String)
}

/// The disc or its drive cannot take the copy, or spoilt it.
package enum DiscProblem: Sendable, Hashable {
  case programMissing(package: String)
  case notADrive(drive: String)
  case driveRefused(drive: String, detail: String)
  case noDisc(drive: String)
  case closed(drive: String)
  case unusable(drive: String, status: String)
  case full(neededBytes: UInt64, freeBytes: UInt64)
  case changed(drive: String)
  case burnFailed(drive: String, detail: String)
  case burntWrongly(drive: String, files: [String])
  case unreadable(drive: String, detail: String)
  case notUnderstood(line: String)
}

/// The external medium is not there or cannot take the copy.
package enum VolumeProblem: Sendable, Hashable {
  case none
  case several([String])
  case notFound(name: String)
  case full(neededBytes: UInt64, freeBytes: UInt64)
  case readOnly
  case vanished
  case replaced
  case ambiguous(name: String, [String])
  case notOpened(name: String, detail: String)
}
