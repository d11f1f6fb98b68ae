import Glibc

/// Files of the system below a root: "" for this machine, a folder for a recorded one.
package struct SystemFolder: Sendable {
  private static let textBytesMaximum = 1 << 20
  private static let namesMaximum = 4096

  let root: String

  /// The system below this folder.
  package init(root: String = "") { self.root = root }

  /// Nil where it cannot be read; what lies behind `limitBytes` stays unread.
  func bytes(_ path: String, limitBytes: Int = textBytesMaximum) -> [UInt8]? {
    let file = open(root + path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while all.count < limitBytes {
      let count = read(file, &chunk, min(chunk.count, limitBytes - all.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      all += chunk[..<count]
    }
    return all
  }

  func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first line without its end.
  func line(_ path: String) -> String? {
    text(path)?.split(separator: "\n", maxSplits: 1).first.map(String.init)
  }

  func names(_ path: String) -> [String] {
    guard let folder = opendir(root + path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while names.count < Self.namesMaximum, let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func exists(_ path: String) -> Bool { access(root + path, F_OK) == 0 }

  /// When the file was written, nanoseconds since 1970; nil where it is not there.
  func modifiedNanoseconds(_ path: String) -> Int64? {
    var status = stat()
    guard stat(root + path, &status) == 0 else { return nil }
    return Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
  }

  /// The path without links, still below the root; nil where it leads nowhere.
  func resolved(_ path: String) -> String? {
    guard let full = realpath(root + path, nil) else { return nil }
    defer { free(full) }
    let text = String(cString: full)
    guard !root.isEmpty else { return text }
    guard let base = realpath(root, nil) else { return nil }
    defer { free(base) }
    let prefix = String(cString: base)
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
  }
}
