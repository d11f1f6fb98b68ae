/// A day of the Gregorian calendar, counted from 1970-01-01; no clock, no time zone.
package struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package let number: Int

  /// Takes the count of days since 1970-01-01 as it stands.
  package init(number: Int) {
    self.number = number
  }

  /// The day of a year, month (1–12) and day of the month (1–31).
  package init(_ year: Int, _ month: Int, _ day: Int) {
    // Years are counted from March, so that the leap day comes last.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  /// Year, month and day of the month.
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// ISO 8601 text: 2026-05-21.
  package var iso: String {
    let (year, month, day) = parts
    return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2)
  }

  package static func + (day: Self, days: Int) -> Self { Self(number: day.number + days) }
  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// Decimal digits with leading zeros; longer numbers keep all their digits.
func digits(_ number: Int, _ count: Int) -> String {
  let text = String(number)
  return text.utf8.count >= count
    ? text : String(repeating: "0", count: count - text.utf8.count) + text
}
