import Glibc

extension DeviceHolder {
  /// The first process that has the device open, but for a file of our own; nil when none is seen.
  package static func find(path: String, besides own: Int32? = nil) -> DeviceHolder? {
    guard let device = resolved(path) else { return nil }
    for process in numbers(in: "/proc") {
      let folder = "/proc/\(process)/fd"
      for file in numbers(in: folder) where link("\(folder)/\(file)") == device {
        if process == getpid(), file == own { continue }
        return DeviceHolder(processID: process, program: name(of: process))
      }
    }
    return nil
  }

  private static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }

  /// The names in a folder that are numbers; none when it may not be read.
  private static func numbers(in folder: String) -> [Int32] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [Int32] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let number = Int32(name) { found.append(number) }
    }
    return found
  }

  private static func link(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &buffer, buffer.count)
    return length < 0 ? nil : String(decoding: buffer.prefix(length), as: UTF8.self)
  }

  private static func name(of process: Int32) -> String {
    let file = open("/proc/\(process)/comm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let length = read(file, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(length, 0)).prefix { $0 != 10 }, as: UTF8.self)
  }
}
