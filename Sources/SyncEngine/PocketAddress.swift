import Link

/// Where a pocket is docked.
package enum PocketAddress: Sendable, Hashable {
  /// A serial line: the path of the terminal and its rate.
  case serial(path: String, baud: Int)
  /// A pocket on the network.
  case tcp(host: String, port: UInt16)

  /// The rate of a serial line where none is named.
  package static let defaultBaud = 115_200

  /// Reads `/dev/ttyACM0`, `/dev/ttyUSB0@9600` or `tcp:host:port`; nil for anything else.
  package init?(_ text: String) {
    if text.hasPrefix("tcp:") {
      let rest = text.dropFirst(4)
      guard let colon = rest.lastIndex(of: ":"), colon > rest.startIndex,
        let port = UInt16(rest[rest.index(after: colon)...]), port > 0
      else { return nil }
      self = .tcp(host: String(rest[..<colon]), port: port)
      return
    }
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard text.hasPrefix("/") else { return nil }
    guard parts.count == 2 else {
      self = .serial(path: text, baud: Self.defaultBaud)
      return
    }
    guard let baud = Int(parts[1]), baud > 0 else { return nil }
    self = .serial(path: String(parts[0]), baud: baud)
  }

  /// How frames stand on this kind of line.
  var form: LinkForm {
    switch self {
    case .serial: .serial
    case .tcp: .bulk
    }
  }

  /// As `init` reads it.
  package var text: String {
    switch self {
    case .serial(let path, Self.defaultBaud): path
    case .serial(let path, let baud): "\(path)@\(baud)"
    case .tcp(let host, let port): "tcp:\(host):\(port)"
    }
  }
}
