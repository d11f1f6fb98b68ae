/// One request, ready to be sent: what is signed is sent as it stands here.
package struct HTTPRequest: Sendable {
  /// The methods that an object store knows.
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case put = "PUT"
    case post = "POST"
    case delete = "DELETE"
  }

  /// What is sent after the headers.
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// A range of an open file; the descriptor must stay open until the answer is there.
    case file(descriptor: Int32, offset: Int, count: Int)

    /// Its length.
    package var count: Int {
      switch self {
      case .none: 0
      case .bytes(let bytes): bytes.count
      case .file(_, _, let count): count
      }
    }
  }

  /// Where an answer goes that is a success; a refusal always stays in memory.
  package enum Place: Sendable {
    case memory(limitBytes: Int)
    /// Into an open file, from an offset on.
    case file(descriptor: Int32, offset: Int, limitBytes: Int)
  }

  /// A header as it is sent.
  package typealias Header = (name: String, value: String)

  /// What is asked for.
  package var method: Method
  /// The whole address, percent-encoded.
  package var url: String
  /// Headers in their order; libcurl adds `Host` and the length of the body.
  package var headers: [Header]
  /// What is sent.
  package var body: Body
  /// Where the answer goes.
  package var place: Place
  /// Proxies of the environment are left aside: the other end is on this PC.
  package var isLocal: Bool

  /// The longest answer that is taken into memory unless said otherwise.
  package static let answerBytesMaximum = 8 << 20

  /// A request; without more it sends nothing and expects a short answer.
  package init(
    _ method: Method, url: String, headers: [Header] = [], body: Body = .none,
    place: Place = .memory(limitBytes: Self.answerBytesMaximum), isLocal: Bool = false
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.place = place
    self.isLocal = isLocal
  }
}

/// What the other end answered.
package struct HTTPAnswer: Sendable, Equatable {
  /// The status, `200` for one.
  package let status: Int
  /// Headers by their names in lower case; of a name that stands twice the last.
  package let headers: [String: String]
  /// The body, where it was to be kept in memory or is a refusal.
  package let body: [UInt8]
  /// Bytes that went into the file.
  package let writtenBytes: Int

  /// True for a status that grants what was asked for.
  package var isSuccess: Bool { (200..<300).contains(status) }
}
