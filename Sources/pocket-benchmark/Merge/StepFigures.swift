import CBenchmark
import Foundation

/// What one step took, as its process tells it in one line of JSON.
struct StepFigures: Codable {
  /// Rows or changes; 0 where the time alone counts.
  var rows: Int
  var seconds: Double
  /// Of them, the disk's: fsync and fdatasync.
  var syncSeconds = 0.0
  /// The longest that the farm program could not have written.
  var lockSeconds = 0.0
  var peakMebibytes = 0.0

  var rate: Double { seconds > 0 ? Double(rows) / seconds : 0 }

  /// Times `body`, the disk's share apart.
  static func timed(_ rows: Int, _ body: () throws -> Void) rethrows -> StepFigures {
    let synced = benchmark_sync_seconds()
    let start = ContinuousClock.now
    try body()
    return StepFigures(
      rows: rows, seconds: (ContinuousClock.now - start) / .seconds(1),
      syncSeconds: benchmark_sync_seconds() - synced)
  }

  /// The most memory that this process ever had.
  static var peakMebibytes: Double { peakMebibytes("/proc/self/status") ?? 0 }

  /// The most memory that the process of a `status` file ever had; nil once it has ended.
  static func peakMebibytes(_ status: String) -> Double? {
    guard let text = try? String(contentsOfFile: status, encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1024 }
  }
}
