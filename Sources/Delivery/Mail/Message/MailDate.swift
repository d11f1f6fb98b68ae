import Glibc

/// When a letter was written, as its header says it.
package struct MailDate: Sendable, Hashable, Codable {
  /// Since 1970, UTC.
  package let seconds: Int64
  /// Of the zone in which it was written.
  package let secondsFromUTC: Int

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// A moment and its zone.
  package init(seconds: Int64, secondsFromUTC: Int) {
    self.seconds = seconds
    self.secondsFromUTC = secondsFromUTC
  }

  /// "Thu, 21 May 2026 18:40:00 +0200".
  var text: String {
    var moment = time_t(seconds) + secondsFromUTC
    var fields = tm()
    gmtime_r(&moment, &fields)
    let minutes = abs(secondsFromUTC) / 60
    let zone = (secondsFromUTC < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60)
    let day = "\(Self.days[Int(fields.tm_wday)]), \(fields.tm_mday)"
    let clock = [fields.tm_hour, fields.tm_min, fields.tm_sec].map { two(Int($0)) }
    return "\(day) \(Self.months[Int(fields.tm_mon)]) \(fields.tm_year + 1900) "
      + clock.joined(separator: ":") + " " + zone
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
