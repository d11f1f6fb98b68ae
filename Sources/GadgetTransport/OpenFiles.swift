import Transport

/// Counts the endpoint files that are open: a function can be described anew when none is.
/// Safe to share: the count is under the monitor.
final class OpenFiles: @unchecked Sendable {
  private let monitor = Monitor()
  private var count = 0

  func opened() { monitor.withLock { count += 1 } }

  func closed() {
    monitor.withLock {
      count -= 1
      monitor.signal()
    }
  }

  /// True once none is open; false where the time is over before.
  func awaitNone(timeoutMilliseconds: Int) -> Bool {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return monitor.withLock {
      while count > 0, !deadline.isOver { monitor.wait(untilMicroseconds: deadline.microseconds) }
      return count == 0
    }
  }
}
