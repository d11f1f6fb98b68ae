import Glibc

extension Store {
  /// The farms that have a store on the medium, whole or not, by name; empty where there is none.
  package static func farms(at mountPoint: String) throws(BackupError) -> [String] {
    let path = mountPoint + "/" + StoreNames.root
    let names = try FolderNames.list(at: AT_FDCWD, path, shownAs: path) ?? []
    return names.filter { StoreNames.isUsable(farm: $0) && isStore(path + "/" + $0) }
  }

  /// Other systems leave folders of their own beside ours; one that cannot be read says why later.
  private static func isStore(_ path: String) -> Bool {
    do throws(BackupError) {
      let names = try FolderNames.list(at: AT_FDCWD, path, shownAs: path) ?? []
      return names.contains {
        $0 == StoreNames.medium || StoreNames.generationOfManifest($0) != nil
      }
    } catch { return true }
  }
}

/// What a folder lists, all of it or an error.
enum FolderNames {
  /// Sorted, with `.` and `..`; nil where there is no such folder.
  static func list(
    at parent: Int32, _ name: String, shownAs path: String
  ) throws(BackupError) -> [String]? {
    let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 && (errno == ENOENT || errno == ENOTDIR) { return nil }
    guard descriptor >= 0 else { throw .io(path: path, errno: errno) }
    guard let stream = fdopendir(descriptor) else {
      let fault = errno
      close(descriptor)
      throw .io(path: path, errno: fault)
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
      errno = 0
    }
    guard errno == 0 else { throw .io(path: path, errno: errno) }
    return names.sorted()
  }
}
