/// Where an object store answers: `https://host` or `https://host:port`.
package struct Endpoint: Sendable, Hashable {
  /// How the bucket is named in an address.
  package enum Addressing: String, Sendable, Codable, CaseIterable {
    /// `https://host/bucket/key`.
    case path
    /// `https://bucket.host/key`.
    case host
  }

  private static let textBytesMaximum = 255
  private static let defaultPorts = ["http": 80, "https": 443]

  /// `http` or `https`.
  package let scheme: String
  /// The name or number of the host, an IPv6 number in brackets.
  package let host: String
  /// The port, where it is not the scheme's own.
  package let port: Int?

  /// Nil for what is no such address: a path, a user, a query or a blank in it.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.textBytesMaximum, let colon = text.firstRange(of: "://") else {
      return nil
    }
    scheme = text[..<colon.lowerBound].lowercased()
    guard let own = Self.defaultPorts[scheme] else { return nil }
    var rest = text[colon.upperBound...]
    if rest.hasSuffix("/") { rest.removeLast() }
    let isNumber = rest.hasPrefix("[")
    let end = isNumber ? rest.firstIndex(of: "]").map { rest.index(after: $0) } : nil
    let hostEnd = end ?? rest.firstIndex(of: ":") ?? rest.endIndex
    host = rest[..<hostEnd].lowercased()
    let tail = rest[hostEnd...]
    let allowed = host.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 97...122, 45, 46: true
      case 58, 91, 93: isNumber
      default: false
      }
    }
    guard allowed, !host.isEmpty, !isNumber || end != nil else { return nil }
    if tail.isEmpty {
      port = nil
    } else {
      guard tail.hasPrefix(":"), let number = Int(tail.dropFirst()), (1...65_535).contains(number)
      else { return nil }
      port = number == own ? nil : number
    }
  }

  /// The address in full.
  package var text: String { "\(scheme)://\(authority)" }

  /// The host with its port, as `Host` has it.
  package var authority: String { host + (port.map { ":\($0)" } ?? "") }

  /// True where the other end is on this PC, so that nothing passes a network.
  package var isLocal: Bool {
    host == "localhost" || host == "[::1]"
      || (host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == 46 || (48...57).contains($0) })
  }

  /// True where what is sent is encrypted or stays on this PC.
  package var isProtected: Bool { scheme == "https" || isLocal }
}
