/// A place is no external medium: a copy there would be lost with the PC.
package enum MediumProblem: Sendable, Hashable {
  case systemDisk(path: String)
  case databaseDisk(path: String)
  case internalDisk(path: String)
  case network(path: String)
  case memory(path: String)
  case overlay(path: String)
  case fuse(path: String)
  case loopFile(path: String)
  case notMounted(path: String)
  case unknownDevice(path: String)
  case notAFolder(path: String)
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
}
