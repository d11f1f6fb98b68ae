import CBenchmark
import Foundation
import Glibc

/// What a leak would make grow in this process.
struct ProcessFacts {
  var descriptors: Int
  var threads: Int
  var residentMebibytes: Double

  /// As it stands once idle threads have ended, which the system's queues keep for some seconds.
  static func settled(downTo threads: Int = 1) -> ProcessFacts {
    var facts = now()
    for _ in 0..<maximumLooks where facts.threads > threads {
      usleep(lookMicroseconds)
      facts = now()
    }
    return facts
  }

  private static let maximumLooks = 32
  private static let lookMicroseconds: UInt32 = 250_000

  private static func now() -> ProcessFacts {
    benchmark_trim()
    let count = { (folder: String) in
      (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }
    let pages = text(of: "/proc/self/statm").split(separator: " ").dropFirst().first
    return ProcessFacts(
      descriptors: count("/proc/self/fd"), threads: count("/proc/self/task"),
      residentMebibytes: (pages.flatMap { Double($0) } ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE)))
        / 1_048_576)
  }

  /// The first bytes of a file; Foundation's reader gives a page away for each empty file.
  static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = max(read(file, buffer.baseAddress, buffer.count), 0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  var text: String {
    String(format: "%d descriptors, %d threads, %.1f MiB", descriptors, threads, residentMebibytes)
  }
}
