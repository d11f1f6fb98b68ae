import Foundation

/// A point in time as the people at this PC read it off their clock.
package struct Moment: Sendable, Hashable {
  /// Milliseconds since 1970, UTC.
  package let milliseconds: UInt64
  /// How far the local clock is ahead of UTC.
  package let secondsFromUTC: Int

  /// The moment in the zone that the PC is set to.
  package init(milliseconds: UInt64) {
    let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    self.init(
      milliseconds: milliseconds, secondsFromUTC: TimeZone.current.secondsFromGMT(for: date))
  }

  /// The moment in a zone of which only the offset is known.
  package init(milliseconds: UInt64, secondsFromUTC: Int) {
    self.milliseconds = milliseconds
    self.secondsFromUTC = secondsFromUTC
  }

  struct Fields: Hashable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
  }

  /// The Gregorian date and the time of day.
  var fields: Fields {
    // A device may say any number: the calendar ends with the year 9999.
    let seconds = min(Int(milliseconds / 1000), Self.lastSecond) + secondsFromUTC
    let days = Self.floorDivided(seconds, 86_400)
    let minutes = (seconds - days * 86_400) / 60
    // Days from 1 March of the year 0, so that the leap day ends a year.
    let shifted = days + 719_468
    let era = Self.floorDivided(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Fields(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, hour: minutes / 60,
      minute: minutes % 60)
  }

  private static let lastSecond = 253_402_214_400

  private static func floorDivided(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }
}
