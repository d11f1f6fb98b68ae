import Glibc

/// Turns what a system call said into what happened to the medium.
enum MediumFault {
  /// The same while the store is opened, when only the disk itself can tell that it is gone.
  static func opening(_ error: BackupError, at mountPoint: String) -> BackupError {
    if case .io(_, EIO) = error, !BlockDevice.staysConnected(at: mountPoint) { return .vanished }
    return plain(error)
  }

  static func plain(_ error: BackupError) -> BackupError {
    switch error {
    case .io(_, EROFS): .readOnly
    case .io(_, ENOSPC), .io(_, EDQUOT): .mediumFull(neededBytes: 0, freeBytes: 0)
    case .io(_, ENODEV), .io(_, ENXIO): .vanished
    default: error
    }
  }

  /// Asks the medium whether it is still there before it believes an error from it.
  static func explain(
    _ error: BackupError, store: Store, neededBytes: UInt64
  ) -> BackupError {
    switch error {
    case .io(_, ENOSPC), .io(_, EDQUOT):
      let free = (try? store.folder.freeBytes()) ?? 0
      return .mediumFull(neededBytes: max(neededBytes, free + 1), freeBytes: free)
    case .io, .fileMissing, .fileDamaged, .readBackMismatch, .manifestDamaged:
      do throws(BackupError) {
        if case .io(_, EIO) = error, !store.folder.staysConnected() { return .vanished }
        try store.prove()
        return plain(error)
      } catch .changedIdentity {
        return .changedIdentity
      } catch {
        // An I/O error while proving: the device does not answer any more.
        return .vanished
      }
    default: return error
    }
  }
}
