/// Which USB device is meant: by its port, or by the serial number that it tells.
package enum USBPlace: Sendable, Hashable {
  /// Bus and ports as the kernel names them: `1-2`, behind hubs `1-2.4.1`.
  case port(String)
  /// The serial number; no proof of anything, and not always one of a kind.
  case serial(String)

  /// USB strings have 126 characters at most.
  package static let maximumSerialCharacters = 126

  /// Reads what `text` writes: what looks like a port is one; nil for what is neither.
  package init?(_ text: String) {
    if Self.isPort(text) {
      self = .port(text)
      return
    }
    guard (1...Self.maximumSerialCharacters).contains(text.count),
      text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) })
    else { return nil }
    self = .serial(text)
  }

  /// As `init` reads it.
  package var text: String {
    switch self {
    case .port(let text), .serial(let text): text
    }
  }

  /// Whether the kernel would name a device so: `BUS-PORT.PORT…`.
  package static func isPort(_ text: String) -> Bool {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return false }
    let ports = halves[1].split(separator: ".", omittingEmptySubsequences: false)
    return ([halves[0]] + ports).allSatisfy { number in
      (1...3).contains(number.utf8.count) && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }
}
