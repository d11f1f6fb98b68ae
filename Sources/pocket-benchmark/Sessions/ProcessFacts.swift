import CBenchmark
import Foundation
import Glibc

/// What a leak would make grow in this process.
struct ProcessFacts {
  var descriptors: Int
  var threads: Int
  var residentMebibytes: Double

  /// As it stands once idle threads have had time to end.
  static func settled(_ seconds: Int = 8) -> ProcessFacts {
    var facts = now()
    for _ in 0..<(seconds * 4) {
      usleep(250_000)
      let next = now()
      if next.threads == 1 { return next }
      facts = next
    }
    return facts
  }

  private static func now() -> ProcessFacts {
    benchmark_trim()
    let count = { (folder: String) in
      (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
      .split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return ProcessFacts(
      descriptors: count("/proc/self/fd"), threads: count("/proc/self/task"),
      residentMebibytes: (pages ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576)
  }

  var text: String {
    String(format: "%d descriptors, %d threads, %.1f MiB", descriptors, threads, residentMebibytes)
  }
}
