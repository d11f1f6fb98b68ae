import ArgumentParser
import Foundation

/// A day, or a minute of it, as a person types it: "2026-05-21" or "2026-05-21T18:30", local time.
struct NamedMoment: ExpressibleByArgument {
  /// The last millisecond of the day or the minute, since 1970.
  let milliseconds: UInt64

  init?(argument: String) {
    let halves = argument.split(separator: "T", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count),
      let day = Self.numbers(halves[0], separator: "-", widths: [4, 2, 2])
    else { return nil }
    var parts = DateComponents(year: day[0], month: day[1], day: day[2])
    var unit = Calendar.Component.day
    if halves.count == 2 {
      guard let time = Self.numbers(halves[1], separator: ":", widths: [2, 2]) else { return nil }
      (parts.hour, parts.minute) = (time[0], time[1])
      unit = .minute
    }
    let calendar = Calendar(identifier: .gregorian)
    // 31 April is no day.
    guard let start = calendar.date(from: parts), parts.isValidDate(in: calendar),
      let end = calendar.date(byAdding: unit, value: 1, to: start), end.timeIntervalSince1970 > 0
    else { return nil }
    milliseconds = UInt64(end.timeIntervalSince1970 * 1000) - 1
  }

  private static func numbers(
    _ text: Substring, separator: Character, widths: [Int]
  ) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == widths else { return nil }
    let numbers = parts.compactMap { $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) : nil }
    return numbers.count == widths.count ? numbers : nil
  }
}
