/// One line of mountinfo.
struct Mount: Hashable {
  let number: Int
  /// The mount that this one lies on.
  let parent: Int
  let device: DeviceNumber
  /// The folder of the file system that is shown; "/" unless it is a bind or a subvolume.
  let rootInside: String
  let point: String
  let options: Set<String>
  let fileSystem: String
  let source: String
  let superOptions: String

  /// Nil for a line of another form.
  init?(_ line: Substring) {
    let fields = line.split(separator: " ").map(String.init)
    guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count >= dash + 3,
      let number = Int(fields[0]), let parent = Int(fields[1]),
      let device = DeviceNumber(fields[2])
    else { return nil }
    self.number = number
    self.parent = parent
    self.device = device
    rootInside = Self.unescaped(fields[3])
    point = Self.unescaped(fields[4])
    options = Set(fields[5].split(separator: ",").map(String.init))
    fileSystem = fields[dash + 1]
    source = Self.unescaped(fields[dash + 2])
    superOptions = fields.count > dash + 3 ? Self.unescaped(fields[dash + 3]) : ""
  }

  var isReadOnly: Bool {
    options.contains("ro") || superOptions.split(separator: ",").contains("ro")
  }

  /// Folders below an overlay: the devices that it really lies on.
  var layers: [String] {
    superOptions.split(separator: ",").flatMap { option -> [String] in
      for key in ["lowerdir=", "upperdir="] where option.hasPrefix(key) {
        return option.dropFirst(key.count).split(separator: ":").map(String.init)
      }
      return []
    }
  }

  /// The kernel writes blank, tab, newline and backslash as three octal digits.
  static func unescaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let digits = bytes[index...].dropFirst().prefix(3)
      if bytes[index] == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        out.append(code)
        index += 4
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// What is mounted where.
struct MountTable {
  let mounts: [Mount]
  private let children: [Int: [Mount]]
  /// Those whose parent is not to be seen: the root, or what lies below it in a changed root.
  private let highest: [Mount]

  init(_ text: String) {
    mounts = text.split(separator: "\n").compactMap { Mount($0) }
    children = Dictionary(grouping: mounts, by: \.parent)
    let numbers = Set(mounts.map(\.number))
    highest = mounts.filter { !numbers.contains($0.parent) || $0.parent == $0.number }
  }

  /// The mount that shows `path` (absolute, without links), found as the kernel walks: what is
  /// hidden below another mount shows nothing, however long its name.
  func mount(of path: String) -> Mount? {
    var found = Self.nearest(path, highest)
    var steps = 0
    while let current = found, steps < mounts.count,
      let next = Self.nearest(path, (children[current.number] ?? []).filter { $0 != current })
    {
      found = next
      steps += 1
    }
    return found
  }

  /// The first mount on the way to `path`: the shortest point; of equals the last.
  private static func nearest(_ path: String, _ mounts: [Mount]) -> Mount? {
    var best: Mount?
    for mount in mounts where isInside(path, mount.point) {
      if mount.point.utf8.count <= best?.point.utf8.count ?? .max { best = mount }
    }
    return best
  }

  private static func isInside(_ path: String, _ point: String) -> Bool {
    point == "/" ? path.hasPrefix("/") : path == point || path.hasPrefix(point + "/")
  }
}
