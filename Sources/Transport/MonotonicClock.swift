import Glibc

/// Time that never goes back, also while the machine's date is set.
package enum MonotonicClock {
  /// Microseconds since the machine started, sleep not counted.
  package static var microseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
  }
}

/// A point in time up to which a call may block.
package struct Deadline: Sendable {
  private let end: UInt64

  /// So many milliseconds from now; negative counts as none.
  package init(milliseconds: Int) {
    end = MonotonicClock.microseconds + UInt64(max(milliseconds, 0)) * 1000
  }

  /// Microseconds on the monotonic clock.
  package var microseconds: UInt64 { end }

  /// Whether the time is over.
  package var isOver: Bool { MonotonicClock.microseconds >= end }

  /// What is left, rounded up, at least 0.
  package var millisecondsLeft: Int {
    let now = MonotonicClock.microseconds
    return now >= end ? 0 : Int((end - now + 999) / 1000)
  }
}
