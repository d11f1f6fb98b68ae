import Foundation
import Synchronization

/// Work on another thread whose outcome is awaited by blocking.
package final class Helper<Value: Sendable>: Sendable {
  private let outcome = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  /// Starts the work at once.
  package init(_ body: @escaping @Sendable () throws -> Value) {
    Thread.detachNewThread { [self] in
      let result = Result { try body() }
      outcome.withLock { $0 = result }
      done.signal()
    }
  }

  /// What the work gave or threw; throws `HelperTimedOut` when it takes too long.
  package func value() throws -> Value {
    let limit = HelperTimedOut(seconds: 30)
    let isDone = done.wait(timeout: .now() + .seconds(limit.seconds)) == .success
    guard isDone, let result = outcome.withLock({ $0 }) else { throw limit }
    return try result.get()
  }
}

/// The work on another thread did not end in time.
package struct HelperTimedOut: Error {
  let seconds: Int
}
