import Backup
import Glibc
package import Records
import Synchronization

/// An object store as one account sees it; each thread has one of its own, with its own line.
package final class ObjectStore {
  /// Whose it is.
  package let account: ServerAccount
  /// Where it is.
  package let endpoint: Endpoint
  private let line: HTTPLine
  private let settings: LineSettings
  private let clock: Surroundings
  private let retry: RetryPolicy
  /// Requests that were sent, for the report and the reckoning of costs.
  private let counter: RequestCounter

  /// A line to the account's server, opened by the first request.
  package convenience init(
    _ account: ServerAccount, clock: Surroundings, retry: RetryPolicy = RetryPolicy(),
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws(ServerError) {
    let settings = LineSettings(
      trustFile: account.trustFile,
      bandwidth: account.bandwidthBytesPerSecond.map(Bandwidth.init), isStopped: isStopped)
    try self.init(
      account, endpoint: account.checked(), settings: settings, clock: clock, retry: retry,
      counter: RequestCounter())
  }

  private init(
    _ account: ServerAccount, endpoint: Endpoint, settings: LineSettings, clock: Surroundings,
    retry: RetryPolicy, counter: RequestCounter
  ) {
    self.account = account
    self.endpoint = endpoint
    self.settings = settings
    self.clock = clock
    self.retry = retry
    self.counter = counter
    line = HTTPLine(settings)
  }

  /// The same store over another line, for another thread; limit and count are shared.
  package var maker: Maker {
    Maker { [account, endpoint, settings, clock, retry, counter] in
      ObjectStore(
        account, endpoint: endpoint, settings: settings, clock: clock, retry: retry,
        counter: counter)
    }
  }

  /// Makes a store on the thread that uses it.
  package struct Maker: Sendable {
    let make: @Sendable () -> ObjectStore
  }

  /// The server's name for messages.
  var host: String { endpoint.authority }

  /// Requests of all lines of this store so far.
  package var requestCount: Int { counter.count }

  func checkStop() throws(ServerError) {
    if settings.isStopped() { throw .interrupted }
  }

  var nowMilliseconds: UInt64 { clock.nowMilliseconds }

  /// Sends until there is an answer or no hope of one; a status that is not accepted throws.
  func send(_ request: ObjectRequest) throws(ServerError) -> HTTPAnswer {
    var attempt = 1
    while true {
      do throws(ServerError) {
        return try sendOnce(request)
      } catch {
        guard error.isPassing, attempt < retry.attempts else { throw error }
        try pause(milliseconds: retry.pauseMilliseconds(after: attempt))
        attempt += 1
      }
    }
  }

  private func sendOnce(_ request: ObjectRequest) throws(ServerError) -> HTTPAnswer {
    let now = clock.nowMilliseconds
    let stamp = UTCText.text(milliseconds: now).filter { $0 != "-" && $0 != ":" }
    let signed = request.signed(for: account, at: endpoint, stamp: stamp)
    counter.add()
    let answer: HTTPAnswer
    do throws(TransferFault) {
      answer = try line.answer(to: signed, silenceSeconds: request.silenceSeconds)
    } catch {
      throw Self.explain(error, request) ?? ServerError(error, host: host)
    }
    if answer.isSuccess || request.accepted.contains(answer.status) { return answer }
    throw ServerError(
      answer, host: host, bucket: account.bucket, nowMilliseconds: clock.nowMilliseconds)
  }

  /// A local fault is one of the file that was sent or of the one that was to be written.
  private static func explain(_ fault: TransferFault, _ request: ObjectRequest) -> ServerError? {
    guard case .file(let errno) = fault else { return nil }
    let name = request.key.split(separator: "/").last.map(String.init) ?? ""
    if case .file = request.body { return .localFile(file: name) }
    return .state(path: name, errno: errno)
  }

  private static let stepMilliseconds = 100

  private func pause(milliseconds: Int) throws(ServerError) {
    for _ in 0..<max(milliseconds / Self.stepMilliseconds, 1) {
      try checkStop()
      usleep(useconds_t(Self.stepMilliseconds * 1_000))
    }
    try checkStop()
  }

  /// The root of an answer that must be XML of this name.
  func node(_ answer: HTTPAnswer, _ name: String) throws(ServerError) -> XMLNode {
    guard let node = XMLNode.decode(answer.body) else {
      throw .notUnderstood(host: host, detail: "no \(name)")
    }
    guard node.name == name else {
      // Joining parts may fail after the status was sent.
      throw node.name == "Error"
        ? ServerError(
          answer, host: host, bucket: account.bucket, nowMilliseconds: clock.nowMilliseconds)
        : .notUnderstood(host: host, detail: "\(node.name), no \(name)")
    }
    return node
  }
}

/// Counts over all lines of a store.
private final class RequestCounter: Sendable {
  private let number = Mutex(0)

  var count: Int { number.withLock { $0 } }

  func add() { number.withLock { $0 += 1 } }
}
