import Synchronization

/// A limit over all lines that share it: each sender takes its turn in time and sleeps until then.
package final class Bandwidth: Sendable {
  /// The limit.
  package let bytesPerSecond: Int
  private let free = Mutex(ContinuousClock.now)

  /// A limit below the slowest usable one counts as that.
  package init(bytesPerSecond: Int) {
    self.bytesPerSecond = max(bytesPerSecond, LineSettings.bandwidthMinimumBytesPerSecond)
  }

  /// At most so much is sent in one go, so that turns stay short.
  var bytesAtOnce: Int { max(bytesPerSecond / 8, 512) }

  /// When the bytes may go: after all that was granted before.
  func turn(for bytes: Int) -> ContinuousClock.Instant {
    let length = Duration.nanoseconds(Int64(bytes) * 1_000_000_000 / Int64(bytesPerSecond))
    return free.withLock { free in
      let start = max(free, .now)
      free = start + length
      return start
    }
  }
}
