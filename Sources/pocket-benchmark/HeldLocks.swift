import Foundation
import Glibc
import Synchronization

/// Looks into the kernel's table how long this process holds SQLite's locks on a file.
final class HeldLocks: Sendable {
  /// The longest stretches in seconds: the write lock, and any lock that a commit would wait for.
  struct Longest: Sendable {
    var write = 0.0
    var any = 0.0
  }

  private static let reservedByte = 0x4000_0001
  private static let sharedBytes = 0x4000_0002..<0x4000_0200
  private static let pauseMicroseconds: UInt32 = 500

  private let inode: UInt
  private let isOver = Mutex(false)
  private let longest = Mutex(Longest())
  private let done = DispatchSemaphore(value: 0)

  init(path: String) {
    var status = stat()
    inode = stat(path, &status) == 0 ? UInt(status.st_ino) : 0
    Thread.detachNewThread { [self] in
      watch()
      done.signal()
    }
  }

  func finish() -> Longest {
    isOver.withLock { $0 = true }
    done.wait()
    return longest.withLock { $0 }
  }

  private func watch() {
    var write: ContinuousClock.Instant?
    var any: ContinuousClock.Instant?
    while true {
      let isLast = isOver.withLock { $0 }
      let now = ContinuousClock.now
      let held = isLast ? (write: false, any: false) : look()
      longest.withLock { longest in
        longest.write = max(longest.write, Self.stretch(&write, held.write, now))
        longest.any = max(longest.any, Self.stretch(&any, held.any, now))
      }
      if isLast { return }
      usleep(Self.pauseMicroseconds)
    }
  }

  private static func stretch(
    _ since: inout ContinuousClock.Instant?, _ isHeld: Bool, _ now: ContinuousClock.Instant
  ) -> Double {
    let seconds = since.map { (now - $0) / .seconds(1) } ?? 0
    since = isHeld ? since ?? now : nil
    return seconds
  }

  private func look() -> (write: Bool, any: Bool) {
    let text = (try? String(contentsOfFile: "/proc/locks", encoding: .utf8)) ?? ""
    var held = (write: false, any: false)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 8, words[1] == "POSIX", words[4] == "\(getpid())",
        words[5].split(separator: ":").last.flatMap({ UInt($0) }) == inode,
        let first = Int(words[6])
      else { continue }
      if first <= Self.reservedByte, words[3] == "WRITE" { held.write = true }
      if Self.sharedBytes.contains(first) || held.write { held.any = true }
    }
    return held
  }
}
