import Foundation
import Synchronization
import Testing
import Transport

/// Work on another thread whose outcome is awaited by blocking.
final class Helper<Value: Sendable>: Sendable {
  private let outcome = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () throws -> Value) {
    Thread.detachNewThread { [self] in
      let result = Result { try body() }
      outcome.withLock { $0 = result }
      done.signal()
    }
  }

  func value() throws -> Value {
    try #require(done.wait(timeout: .now() + 30) == .success)
    return try #require(outcome.withLock { $0 }).get()
  }
}

func milliseconds(of body: () throws -> Void) rethrows -> Int {
  let start = MonotonicClock.microseconds
  try body()
  return Int((MonotonicClock.microseconds - start) / 1000)
}
