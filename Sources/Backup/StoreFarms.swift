import Glibc

extension Store {
  /// The farms that have a folder on the medium, by name; empty where there is none.
  package static func farms(at mountPoint: String) throws(BackupError) -> [String] {
    let path = mountPoint + "/" + StoreNames.root
    guard let stream = opendir(path) else {
      if errno == ENOENT { return [] }
      throw .io(path: path, errno: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      // Other systems leave files of their own beside ours.
      let identity = "\(path)/\(name)/\(StoreNames.medium)"
      if StoreNames.isUsable(farm: name), access(identity, F_OK) == 0 { names.append(name) }
    }
    return names.sorted()
  }
}
