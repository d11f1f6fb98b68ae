extension SystemView {
  /// udev's database on the block device of this number: label and UUID of its file system.
  func udevFacts(_ number: String) -> [String: String] {
    var facts: [String: String] = [:]
    for line in (Self.text(root + "/run/udev/data/b\(number)") ?? "").split(separator: "\n")
    where line.hasPrefix("E:") {
      let pair = line.dropFirst(2).split(separator: "=", maxSplits: 1)
      if pair.count == 2 { facts[String(pair[0])] = String(pair[1]) }
    }
    return facts
  }

  /// The label as it was given: the plain fact has underscores for blanks.
  static func label(_ facts: [String: String]) -> String {
    facts["ID_FS_LABEL_ENC"].map(decoded) ?? facts["ID_FS_LABEL"] ?? ""
  }

  /// udev writes what is not plain as \\x and two hexadecimal digits.
  static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...].prefix(4)
      if rest.count == 4, rest.starts(with: "\\x".utf8),
        let code = UInt8(String(decoding: rest.dropFirst(2), as: UTF8.self), radix: 16)
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
