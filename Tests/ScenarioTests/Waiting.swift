import Foundation

/// Work that mostly waits for time to pass: on threads of its own, a few at a time, so that the
/// threads of the tests, which are as many as processors, go on with other tests meanwhile.
enum Waiting {
  private static let atOnceMaximum = 4

  private static let queue: OperationQueue = {
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = atOnceMaximum
    return queue
  }()

  /// What the work gave or threw; what it finds is judged by whoever awaits it.
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.addOperation { continuation.resume(with: Result { try body() }) }
    }
  }
}
