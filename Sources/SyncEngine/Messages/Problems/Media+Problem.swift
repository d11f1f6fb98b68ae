import Media

extension MediaRefusal {
  /// The refusal of a place, as a person is told of it.
  func problem(_ path: String) -> Problem {
    switch self {
    case .notFound: .medium(.notAFolder(path: path))
    case .network: .medium(.network(path: path))
    case .memory: .medium(.memory(path: path))
    case .noDevice(let fileSystem) where fileSystem == "overlay": .medium(.overlay(path: path))
    case .noDevice(let fileSystem) where fileSystem.hasPrefix("fuse"):
      .medium(.fuse(path: path))
    case .noDevice: .medium(.unknownDevice(path: path))
    case .internalDisk: .medium(.internalDisk(path: path))
    case .systemDisk: .medium(.systemDisk(path: path))
    case .databaseDisk: .medium(.databaseDisk(path: path))
    case .readOnly: .volume(.readOnly)
    }
  }
}
