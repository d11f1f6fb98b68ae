import Media

extension MediaRefusal {
  /// The refusal of a place, as a person is told of it.
  func problem(_ path: String) -> Problem {
    switch self {
    case .notFound: .medium(.noFolder(path: path))
    case .network(let fileSystem): .medium(.network(path: path, fileSystem: fileSystem))
    case .memory(let fileSystem): .medium(.memory(path: path, fileSystem: fileSystem))
    case .noDevice("overlay"): .medium(.overlay(path: path))
    case .noDevice(let fileSystem) where fileSystem.hasPrefix("fuse"):
      .medium(.fuse(path: path, fileSystem: fileSystem))
    case .noDevice(let fileSystem): .medium(.noDevice(path: path, fileSystem: fileSystem))
    case .internalDisk(let name): .medium(.internalDisk(path: path, disk: name))
    case .systemDisk(let name, let sharedWith):
      .medium(.systemDisk(path: path, disk: name, sharedWith: sharedWith))
    case .databaseDisk(let name): .medium(.databaseDisk(path: path, disk: name))
    case .readOnly: .medium(.readOnly(path: path))
    case .notMounted(let device): .medium(.notMounted(path: path, device: device))
    case .locked(let device): .medium(.locked(path: path, device: device))
    case .disputed(let name): .medium(.disputed(path: path, disk: name))
    case .databaseNotFound(let fileSystem):
      .medium(.databaseNotFound(path: path, fileSystem: fileSystem))
    case .disc(let fault): fault.problem(drive: path)
    }
  }
}

extension DiscFault {
  /// The Debian package that burns discs.
  private static let package = "xorriso"

  /// What a person is told.
  func problem(drive: String) -> Problem {
    switch self {
    case .programMissing: .disc(.programMissing(package: Self.package))
    case .notADrive: .disc(.notADrive(drive: drive))
    case .driveRefused(let detail): .disc(.driveRefused(drive: drive, detail: detail))
    case .noDisc: .disc(.noDisc(drive: drive))
    case .closed: .disc(.closed(drive: drive))
    case .unusable(let status): .disc(.unusable(drive: drive, status: status))
    case .full(let needed, let free): .disc(.full(neededBytes: needed, freeBytes: free))
    case .changed: .disc(.changed(drive: drive))
    case .burnFailed(let detail): .disc(.burnFailed(drive: drive, detail: detail))
    case .burntWrongly(let files): .disc(.burntWrongly(drive: drive, files: files))
    case .unreadable(let detail): .disc(.unreadable(drive: drive, detail: detail))
    case .notUnderstood(let line): .disc(.notUnderstood(line: line))
    case .interrupted: .interrupted
    }
  }
}
