import Foundation
import Synchronization

/// A program that serves on loopback until this value goes; what it says is in a file.
///
/// It also ends with this process, however that ends: a shell waits for a pipe that only we hold.
/// Safe to share: nothing changes after `init`; any thread may ask Foundation's process and pipe.
final class ServerProcess: @unchecked Sendable {
  private let process = Process()
  private let leash = Pipe()
  private let log: URL

  private static let keeper = """
    exec 3<&0
    "$@" </dev/null 3<&- &
    child=$!
    cat <&3 >/dev/null
    kill -9 $child
    """

  init(
    _ path: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  )
    throws
  {
    log = folder.appending(path: "log-\(UUID().uuidString)")
    try Data().write(to: log)
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", Self.keeper, "keeper", path] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder.path,
    ].merging(environment) { $1 }
    let output = try FileHandle(forWritingTo: log)
    process.standardInput = leash
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  deinit { kill() }

  var isRunning: Bool { process.isRunning }

  /// What it said so far.
  func words() -> String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// Ends it as a power cut would.
  func kill() {
    try? leash.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Waits until the condition holds or the program has ended; false where it never held.
  func waits(seconds: Double = 120, until holds: () -> Bool) -> Bool {
    let end = Date.now.addingTimeInterval(seconds)
    while Date.now < end, process.isRunning {
      if holds() { return true }
      usleep(50_000)
    }
    return false
  }
}

/// Where the search for the next port begins: each is given once, and other runs begin elsewhere.
private let nextPort = Mutex(12_000 + Int(getpid()) % 300 * 60)

/// A port of loopback that nobody has; below those from which the kernel takes its own.
func freePort() throws -> Int {
  try nextPort.withLock { next in
    for _ in 0..<1_000 {
      next = next < 32_000 ? next + 1 : 12_000
      if isFree(next) { return next }
    }
    throw POSIXError(.EADDRINUSE)
  }
}

private func isFree(_ port: Int) -> Bool { succeeds(bind, on: port) }

/// True where somebody listens on a port of loopback.
func canConnect(to port: Int) -> Bool { succeeds(connect, on: port) }

/// Whether a call on a new socket and a port of loopback returns 0.
private func succeeds(
  _ call: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32, on port: Int
) -> Bool {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port).bigEndian
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
  }
}
