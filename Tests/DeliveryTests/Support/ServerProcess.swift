import Foundation

/// A program that serves on loopback until this value goes; what it says is in a file.
final class ServerProcess {
  private let process = Process()
  private let log: URL

  init(
    _ path: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  )
    throws
  {
    log = folder.appending(path: "log-\(UUID().uuidString)")
    try Data().write(to: log)
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder.path,
    ].merging(environment) { $1 }
    let output = try FileHandle(forWritingTo: log)
    process.standardInput = FileHandle.nullDevice
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
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Waits until the condition holds or the program has ended; false where it never held.
  func waits(seconds: Double = 30, until holds: () -> Bool) -> Bool {
    let end = Date.now.addingTimeInterval(seconds)
    while Date.now < end, process.isRunning {
      if holds() { return true }
      usleep(50_000)
    }
    return false
  }
}

/// A port of loopback that nobody had a moment ago.
func freePort() throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
    }
  }
  guard isBound else { throw POSIXError(.EADDRINUSE) }
  return Int(UInt16(bigEndian: address.sin_port))
}
