/// Which USB device is meant: by its port, its node, or the serial number that it tells.
package enum USBPlace: Sendable, Hashable {
  /// Bus and ports as the kernel names them: `1-2`, behind hubs `1-2.4.1`.
  case port(String)
  /// The file that is opened to talk to it, as udev names it: `/dev/bus/usb/001/004`.
  case node(String)
  /// The serial number; no proof of anything, and not always one of a kind.
  case serial(String)

  /// USB strings have 126 characters at most.
  package static let maximumSerialCharacters = 126
  private static let nodes = "/dev/bus/usb/"

  /// Reads what `text` writes: what looks like a port or a node is one; else nil.
  package init?(_ text: String) {
    if Self.isPort(text) {
      self = .port(text)
      return
    }
    if Self.isNode(text) {
      self = .node(text)
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
    case .port(let text), .node(let text), .serial(let text): text
    }
  }

  /// Whether this is the path of a device's node; it changes at every plug.
  package static func isNode(_ text: String) -> Bool { text.hasPrefix(nodes) }

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
