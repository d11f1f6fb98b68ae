import Glibc
package import Records

extension Surroundings {
  /// The machine that the simulated pocket runs on.
  package static let pocket = Surroundings(
    nowMilliseconds: { read(CLOCK_REALTIME) }, uptimeMilliseconds: { read(CLOCK_BOOTTIME) },
    random: { .random(in: .min ... .max) })

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
  }
}
