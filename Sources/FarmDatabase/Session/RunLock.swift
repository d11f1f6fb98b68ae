import Foundation

/// One run at a time on a database: the kernel's lock on a file beside it, gone with its process.
package enum RunLock {
  private static let suffix = "-pocket-sync.lock"
  private static let contentBytesMaximum = 16
  private static let lookMicroseconds: UInt32 = 50_000

  /// Runs `body` while no other run works on the database; waits only as long as it may.
  package static func hold<T>(
    besideDatabase path: String, waitSeconds: Int = 0, isStopped: () -> Bool = { false },
    _ body: () throws -> T
  ) throws -> T {
    try FarmDatabaseError.inspect(path: path)
    return try hold(besideAnyFile: path, waitSeconds: waitSeconds, isStopped: isStopped, body)
  }

  /// The same for a file that need not be a database any more.
  package static func hold<T>(
    besideAnyFile path: String, waitSeconds: Int = 0, isStopped: () -> Bool = { false },
    _ body: () throws -> T
  ) throws -> T {
    let file = try take(path, until: .now + .seconds(waitSeconds), isStopped)
    defer { close(file) }
    return try body()
  }

  private static func take(
    _ path: String, until deadline: ContinuousClock.Instant, _ isStopped: () -> Bool
  ) throws(FarmDatabaseError) -> Int32 {
    // Two names of one file must meet at the same lock.
    let file = open(
      URL(filePath: path).resolvingSymlinksInPath().path + suffix, O_RDWR | O_CREAT | O_CLOEXEC,
      0o666)
    guard file >= 0 else { throw .readOnly(path: path) }
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard .now < deadline, !isStopped() else {
        defer { close(file) }
        throw .inUse(path: path, processID: holder(of: file))
      }
      usleep(lookMicroseconds)
    }
    // For people only: the lock is the kernel's, whatever the file says.
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(file, 0)
    _ = pwrite(file, text, text.count, 0)
    return file
  }

  /// Who runs on the database, or ran last and is still there; takes no lock from who begins.
  package static func runner(besideDatabase path: String) -> Int32? {
    let name = URL(filePath: path).resolvingSymlinksInPath().path + suffix
    let file = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard let found = holder(of: file), found > 0, found != getpid() else { return nil }
    return kill(found, 0) == 0 || errno == EPERM ? found : nil
  }

  private static func holder(of file: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: contentBytesMaximum)
    let count = pread(file, &bytes, bytes.count, 0)
    return Int32(String(decoding: bytes.prefix(max(count, 0)).prefix { $0 != 10 }, as: UTF8.self))
  }
}
