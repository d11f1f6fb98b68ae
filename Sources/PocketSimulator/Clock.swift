import Glibc

/// The pocket's clocks; they never decide anything.
enum Clock {
  /// Milliseconds since 1970.
  static func milliseconds() -> UInt64 { read(CLOCK_REALTIME) }

  /// Milliseconds since the start of the machine.
  static func uptimeMilliseconds() -> UInt64 { read(CLOCK_BOOTTIME) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
  }
}
