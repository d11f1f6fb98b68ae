import Foundation
import Transport

/// One thread that does things at their time.
/// Safe to share: everything is under the monitor.
final class Hand: @unchecked Sendable {
  private struct Deed {
    var microseconds: UInt64
    var session: Int
    var act: @Sendable () -> Void
  }

  private let monitor = Monitor()
  private var deeds: [Deed] = []
  private var acting: Int?
  private var isOver = false
  private var hasEnded = false

  init() { Thread.detachNewThread { [self] in work() } }

  /// Does it after so many milliseconds, unless the session is over by then.
  func after(_ milliseconds: Int, of session: Int, _ act: @escaping @Sendable () -> Void) {
    let time = Deadline(milliseconds: milliseconds).microseconds
    monitor.withLock {
      deeds.append(Deed(microseconds: time, session: session, act: act))
      monitor.signal()
    }
  }

  /// Nothing is done for this session any more once this returns.
  func forget(_ session: Int) {
    monitor.withLock {
      while acting == session { monitor.wait(untilMicroseconds: nil) }
      deeds.removeAll { $0.session == session }
    }
  }

  /// Ends the thread.
  func stop() {
    monitor.withLock {
      isOver = true
      monitor.signal()
      while !hasEnded { monitor.wait(untilMicroseconds: nil) }
    }
  }

  private func work() {
    while let deed = next() {
      deed.act()
      monitor.withLock {
        acting = nil
        monitor.signal()
      }
    }
    monitor.withLock {
      hasEnded = true
      monitor.signal()
    }
  }

  /// Waits for the next deed; nil when all is over.
  private func next() -> Deed? {
    monitor.withLock {
      while !isOver {
        let now = MonotonicClock.microseconds
        if let index = deeds.firstIndex(where: { $0.microseconds <= now }) {
          acting = deeds[index].session
          return deeds.remove(at: index)
        }
        monitor.wait(untilMicroseconds: deeds.map(\.microseconds).min())
      }
      return nil
    }
  }
}
