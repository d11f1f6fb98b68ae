import Foundation
import Synchronization
import Testing
import Transport

enum TemporaryFile {
  static func path() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  }
}

extension Transport {
  /// Receives exactly so many bytes, or what came in time.
  func receive(exactly count: Int, withinMilliseconds limit: Int = 20_000) throws -> [UInt8] {
    let deadline = Deadline(milliseconds: limit)
    var bytes: [UInt8] = []
    while bytes.count < count, !deadline.isOver {
      bytes += try receive(
        maximumBytes: count - bytes.count, timeoutMilliseconds: deadline.millisecondsLeft)
    }
    return bytes
  }

  /// Sends all bytes, or throws.
  func sendAll(_ bytes: [UInt8], withinMilliseconds limit: Int = 20_000) throws {
    let deadline = Deadline(milliseconds: limit)
    var rest = bytes[...]
    while !rest.isEmpty, !deadline.isOver {
      rest = rest.dropFirst(
        try send(rest, timeoutMilliseconds: deadline.millisecondsLeft))
    }
    #expect(rest.isEmpty, "\(rest.count) bytes were not taken")
  }
}

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
