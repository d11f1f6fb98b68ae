import Foundation

/// What a farm costs a year at list prices, from measured sizes and requests.
struct FarmCost {
  let fullBytes: Int
  let deltaBytes: Int
  let requestsOfDay: Double
  let requestsOfFull: Double

  // Amazon S3 Standard, us-east-1, list prices of https://aws.amazon.com/s3/pricing (2025), USD.
  private static let gigabyteMonth = 0.023
  private static let thousandWrites = 0.005
  private static let thousandReads = 0.0004
  /// Of the requests of a day: three write or list (a list, two files), the others read.
  private static let writesOfDay = 3.0
  private static let workingDays = 300.0
  private static let fullsAYear = 12.0
  /// Families that are kept before the server's own rule lets the oldest go.
  private static let familiesKept = 13.0
  private static let gigabyte = 1e9

  private var deltasOfFamily: Double { Self.workingDays / Self.fullsAYear - 1 }

  /// Bytes that lie there in the long run.
  var storedBytes: Double {
    Self.familiesKept * (Double(fullBytes) + deltasOfFamily * Double(deltaBytes))
  }

  var requestsAYear: Double {
    Self.fullsAYear * requestsOfFull + (Self.workingDays - Self.fullsAYear) * requestsOfDay
  }

  var sentBytesAYear: Double {
    Self.fullsAYear * Double(fullBytes)
      + (Self.workingDays - Self.fullsAYear) * Double(deltaBytes)
  }

  var dollarsAYear: Double {
    let writes = Self.workingDays * Self.writesOfDay
    return storedBytes / Self.gigabyte * Self.gigabyteMonth * 12
      + writes / 1_000 * Self.thousandWrites
      + max(requestsAYear - writes, 0) / 1_000 * Self.thousandReads
  }

  /// Markdown.
  var table: String {
    let head = """
      A farm a year: \(Int(Self.workingDays)) copies, \(Int(Self.fullsAYear)) of them fulls of \
      \(Self.megabytes(Double(fullBytes))), the others deltas of \
      \(Self.megabytes(Double(deltaBytes))); \(Int(Self.familiesKept)) families lie there. \
      Measured: \(String(format: "%.1f", requestsOfFull)) requests a full, \
      \(String(format: "%.1f", requestsOfDay)) a delta.

      | Farms | Requests a year | Requests/s | Sent a year | Stored | USD a year | USD a farm |
      |---|---|---|---|---|---|---|

      """
    return head + [10.0, 10_000, 1_000_000].map(row).joined(separator: "\n")
  }

  private func row(_ farms: Double) -> String {
    let perSecond = farms * requestsAYear / 31_557_600
    let cells = [
      String(format: "%.0f", farms), Self.short(farms * requestsAYear),
      String(format: perSecond < 1 ? "%.4f" : "%.0f", perSecond),
      Self.megabytes(farms * sentBytesAYear), Self.megabytes(farms * storedBytes),
      String(format: farms < 100 ? "%.2f" : "%.0f", farms * dollarsAYear),
      String(format: "%.3f", dollarsAYear),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private static func short(_ number: Double) -> String {
    let units = [(1e9, " G"), (1e6, " M"), (1e3, " k")]
    for (unit, name) in units where number >= unit {
      return String(format: "%.1f%@", number / unit, name)
    }
    return String(format: "%.0f", number)
  }

  private static func megabytes(_ bytes: Double) -> String {
    let units = [(1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")]
    for (unit, name) in units where bytes >= unit {
      return String(format: "%.1f %@", bytes / unit, name)
    }
    return "\(Int(bytes)) B"
  }
}
