import Foundation
import Glibc
import Synchronization

/// Looks from outside how long a database's write lock is held, without ever taking it.
///
/// SQLite's lock is a POSIX lock of one byte, which another process can ask for with F_GETLK.
final class LockWatch: Sendable {
  private static let reservedByte: off_t = 0x4000_0001
  private static let pauseMicroseconds: UInt32 = 300

  private let path: String
  private let isOver = Mutex(false)
  private let longest = Mutex(0.0)
  private let done = DispatchSemaphore(value: 0)

  init(path: String) {
    self.path = path
    Thread.detachNewThread { [self] in
      watch()
      done.signal()
    }
  }

  /// Ends the watch; the longest stretch in seconds.
  func finish() -> Double {
    isOver.withLock { $0 = true }
    done.wait()
    return longest.withLock { $0 }
  }

  private func watch() {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var since: ContinuousClock.Instant?
    while !isOver.withLock({ $0 }) {
      let now = ContinuousClock.now
      if isLocked(descriptor) {
        since = since ?? now
      } else if let start = since {
        longest.withLock { $0 = max($0, (now - start) / .seconds(1)) }
        since = nil
      }
      usleep(Self.pauseMicroseconds)
    }
  }

  private func isLocked(_ descriptor: Int32) -> Bool {
    var lock = flock()
    lock.l_type = Int16(F_RDLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = Self.reservedByte
    lock.l_len = 1
    return fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }
}
