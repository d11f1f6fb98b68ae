import CCurl
import Glibc

/// What flows during one request: the body out, headers and the answer in, each within its limit.
final class HTTPExchange {
  private static let headerBytesMaximum = 64 << 10
  private static let refusalBytesMaximum = 1 << 20
  private static let sleepMaximum = Duration.milliseconds(200)

  private let request: HTTPRequest
  private let settings: LineSettings
  private var sent = 0
  private var status = 0
  private var headerBytes = 0
  private var headers: [String: String] = [:]
  private var body: [UInt8] = []
  private var written = 0
  /// What stopped the exchange on our side; goes before what libcurl says of it.
  private(set) var fault: TransferFault?

  init(_ request: HTTPRequest, settings: LineSettings) {
    self.request = request
    self.settings = settings
  }

  func answer(status: Int) -> HTTPAnswer {
    HTTPAnswer(status: status, headers: headers, body: body, writtenBytes: written)
  }

  /// The next bytes of the body; the pace is kept here.
  func giveBody(_ buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
    var count = min(room, request.body.count - sent)
    if let bandwidth = settings.bandwidth { count = min(count, bandwidth.bytesAtOnce) }
    guard count > 0 else { return 0 }
    if let bandwidth = settings.bandwidth, !wait(until: bandwidth.turn(for: count)) {
      return stop(.interrupted, Int(CURL_READFUNC_ABORT))
    }
    switch request.body {
    case .none: return 0
    case .bytes(let bytes):
      bytes.withUnsafeBytes { _ = memcpy(buffer, $0.baseAddress! + sent, count) }
    case .file(let descriptor, let offset, _):
      errno = 0
      let read = pread(descriptor, buffer, count, off_t(offset + sent))
      // A file that ends early would leave the other end waiting for the rest.
      guard read > 0 else {
        return stop(.file(errno: errno == 0 ? ENODATA : errno), Int(CURL_READFUNC_ABORT))
      }
      count = read
    }
    sent += count
    return count
  }

  /// The line broke, and libcurl sends the body again from here.
  func goBack(to offset: Int) -> Bool {
    guard (0...request.body.count).contains(offset) else { return false }
    sent = offset
    return true
  }

  func takeHeader(_ bytes: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
    headerBytes += count
    guard headerBytes <= Self.headerBytesMaximum else {
      return stop(.tooLong(limitBytes: Self.headerBytesMaximum), 0)
    }
    let line = String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      // The head of an answer of its own: what stood in a "100 Continue" is over.
      status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      headers = [:]
    } else if let colon = line.firstIndex(of: ":") {
      let name = line[..<colon].lowercased()
      headers[name] = Self.trimmed(line[line.index(after: colon)...])
    }
    return count
  }

  func takeBody(_ bytes: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
    let taken = UnsafeRawBufferPointer(start: bytes, count: count)
    guard (200..<300).contains(status) else {
      return keep(taken, limit: Self.refusalBytesMaximum)
    }
    switch request.place {
    case .memory(let limit): return keep(taken, limit: limit)
    case .file(let descriptor, let offset, let limit):
      guard count <= limit - written else { return stop(.tooLong(limitBytes: limit), 0) }
      var done = 0
      while done < count {
        let step = pwrite(
          descriptor, bytes + done, count - done, off_t(offset + written + done))
        if step < 0 && errno == EINTR { continue }
        guard step > 0 else { return stop(.file(errno: errno), 0) }
        done += step
      }
      written += count
      return count
    }
  }

  private func keep(_ bytes: UnsafeRawBufferPointer, limit: Int) -> Int {
    guard bytes.count <= limit - body.count else { return stop(.tooLong(limitBytes: limit), 0) }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  /// Sleeps in short stretches; false where nobody waits any more.
  private func wait(until turn: ContinuousClock.Instant) -> Bool {
    while true {
      if settings.isStopped() { return false }
      let left = turn - .now
      guard left > .zero else { return true }
      let (seconds, attoseconds) = min(left, Self.sleepMaximum).components
      usleep(useconds_t(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
    }
  }

  private func stop(_ fault: TransferFault, _ answer: Int) -> Int {
    self.fault = fault
    return answer
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    let head = text.drop(while: isBlank)
    let end = head.lastIndex { !isBlank($0) }
    return end.map { String(head[...$0]) } ?? ""
  }
}
