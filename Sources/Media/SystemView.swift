import Glibc

/// The files of a kernel that the judgement reads, below a root; a recorded tree works as well.
package struct SystemView: Sendable {
  /// Text of `/proc/self/mountinfo`.
  package var mountInfo: String
  /// Text of `/proc/swaps`.
  package var swaps: String
  /// Folder that holds `sys` and `run/udev/data`: "" for this machine.
  package var root: String

  /// Takes everything as it stands.
  package init(mountInfo: String, swaps: String, root: String) {
    self.mountInfo = mountInfo
    self.swaps = swaps
    self.root = root
  }

  /// This machine as it is now.
  package static func current() -> SystemView {
    SystemView(
      mountInfo: text("/proc/self/mountinfo") ?? "", swaps: text("/proc/swaps") ?? "", root: "")
  }

  /// Devices and files that memory is swapped to.
  var swapAreas: [String] {
    swaps.split(separator: "\n").dropFirst().compactMap { line in
      line.split(whereSeparator: \.isWhitespace).first.map { Mount.unescaped(String($0)) }
    }
  }

  static let textBytesMaximum = 4 << 20

  /// Nil where it cannot be read; sysfs tells no sizes, so it reads to the end.
  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < textBytesMaximum {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A file of one line without its surrounding blanks.
  func line(_ path: String) -> String? {
    Self.text(root + path).map { text in
      let words = text.split(whereSeparator: \.isWhitespace)
      return words.joined(separator: " ")
    }
  }

  func names(_ path: String) -> [String] {
    guard let stream = opendir(root + path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func exists(_ path: String) -> Bool { access(root + path, F_OK) == 0 }

  /// The path without links, still below the root; nil where it does not exist.
  func resolved(_ path: String) -> String? {
    guard let full = realpath(root + path, nil) else { return nil }
    defer { free(full) }
    guard let base = realpath(root.isEmpty ? "/" : root, nil) else { return nil }
    defer { free(base) }
    let text = String(cString: full)
    let prefix = String(cString: base)
    if prefix == "/" { return text }
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
  }
}
