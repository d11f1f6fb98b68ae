import Records

/// Numbers, sizes, dates, lists and quotes as a language writes them; no locale of the system.
///
/// Digits of one number, and a number and its unit, are held together by a no-break space.
package struct Formatting: Sendable {
  /// The language.
  package let language: Language

  /// The ways of a language.
  package init(language: Language) {
    self.language = language
  }

  static let noBreakSpace = "\u{A0}"
  static let shownScalarsMaximum = 100

  /// A whole number in groups of three digits from 10,000 on.
  package func number(_ value: some BinaryInteger) -> String {
    let digits = String(value.magnitude)
    guard digits.count > 4 else { return (value < 0 ? "−" : "") + digits }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += groupSeparator }
      text.append(digit)
    }
    return (value < 0 ? "−" : "") + text
  }

  /// True where the language uses the singular: French also for none.
  package func isOne(_ value: some BinaryInteger) -> Bool {
    value == 1 || (language == .fr && value == 0)
  }

  /// Bytes in decimal units: "512 o", "6,3 Mo", "14,2 Go".
  package func size(_ bytes: UInt64) -> String {
    let letter = language == .fr ? "o" : "B"
    var unit = ""
    var divisor: UInt64 = 1
    // What would be shown as 1000 of a unit is 1 of the next one.
    for prefix in ["k", "M", "G", "T"] where bytes / divisor >= 1000 || rounds(bytes, divisor) {
      unit = prefix
      divisor *= 1000
    }
    let space = Self.noBreakSpace
    guard divisor > 1 else { return "\(bytes)\(space)\(letter)" }
    return decimal(bytes, by: divisor) + space + unit + letter
  }

  /// A share of a whole, rounded down: 100 % is shown only for all of it.
  package func percent(_ part: UInt64, of whole: UInt64) -> String {
    let share =
      whole == 0
      ? 100 : whole.dividingFullWidth(min(part, whole).multipliedFullWidth(by: 100)).quotient
    return language == .en ? "\(share)%" : "\(share)\(Self.noBreakSpace)%"
  }

  /// A share of a whole with one decimal: "0 %", "1,2 %"; a whole of 0 has no share.
  package func share(_ part: UInt64, of whole: UInt64) -> String {
    guard whole > 0 else { return "–" }
    let tenths = whole.dividingFullWidth(
      min(part, whole).multipliedFullWidth(by: 1_000)
    ).quotient
    let text = decimal(tenths, by: 10)
    return language == .en ? "\(text)%" : "\(text)\(Self.noBreakSpace)%"
  }

  /// Microseconds as "0,4 ms", "12 ms", and from a second on as durations.
  package func shortTime(_ microseconds: UInt64) -> String {
    microseconds < 999_500
      ? decimal(microseconds, by: 1_000) + Self.noBreakSpace + "ms"
      : duration(microseconds / 1_000)
  }

  /// "0,4 s", "12 s", "2 min 05 s", "1 h 07 min".
  package func duration(_ milliseconds: UInt64) -> String {
    let space = Self.noBreakSpace
    if milliseconds < 9_950 { return decimal(milliseconds, by: 1000) + space + "s" }
    let seconds = (milliseconds + 500) / 1000
    if seconds < 60 { return "\(seconds)\(space)s" }
    let (minutes, rest) = (seconds / 60, seconds % 60)
    if minutes < 60 { return "\(minutes)\(space)min \(padded(Int(rest)))\(space)s" }
    return "\(number(minutes / 60))\(space)h \(padded(Int(minutes % 60)))\(space)min"
  }

  /// "21/05/2026"; in German "21.05.2026", in English "21 May 2026".
  package func date(_ moment: Moment) -> String {
    let fields = moment.fields
    return date(year: fields.year, month: fields.month, day: fields.day)
  }

  /// A day of the calendar; the month from 1 to 12.
  func date(year: Int, month: Int, day: Int) -> String {
    switch language {
    case .fr, .nl: "\(padded(day))/\(padded(month))/\(year)"
    case .de: "\(padded(day)).\(padded(month)).\(year)"
    case .en: "\(day) \(Self.englishMonths[month - 1]) \(year)"
    }
  }

  /// "21/05/2026 à 18 h 40".
  package func dateAndTime(_ moment: Moment) -> String {
    let fields = moment.fields
    let minute = padded(fields.minute)
    switch language {
    case .fr:
      let space = Self.noBreakSpace
      return "\(date(moment)) à \(fields.hour)\(space)h\(space)\(minute)"
    case .nl: return "\(date(moment)) om \(fields.hour).\(minute) uur"
    case .de: return "\(date(moment)) um \(fields.hour):\(minute) Uhr"
    case .en: return "\(date(moment)) at \(fields.hour):\(minute)"
    }
  }

  /// "a, b et c".
  package func list(_ texts: [String]) -> String {
    guard texts.count > 1, let last = texts.last else { return texts.first ?? "" }
    let and =
      switch language {
      case .fr: "et"
      case .nl: "en"
      case .de: "und"
      case .en: "and"
      }
    return texts.dropLast().joined(separator: ", ") + " \(and) \(last)"
  }

  /// A name or a path between the language's quotes, as `shown` gives it.
  package func quoted(_ text: String) -> String {
    let shown = shown(text)
    switch language {
    case .fr: return "« \(shown) »"
    case .nl, .en: return "“\(shown)”"
    case .de: return "„\(shown)“"
    }
  }

  /// A foreign text that cannot steer a terminal, its middle cut out where it is too long.
  package func shown(_ text: String) -> String {
    guard text.contains(where: { !$0.isWhitespace }) else { return unnamed }
    // Counted in scalars: one character can hold any number of them.
    let scalars = Array(text.unicodeScalars)
    let maximum = Self.shownScalarsMaximum
    guard scalars.count > maximum else { return Self.harmless(scalars[...]) }
    let head = scalars.prefix(maximum / 2)
    let tail = scalars.suffix(maximum - maximum / 2 - 1)
    return Self.harmless(head) + "…" + Self.harmless(tail)
  }

  /// A foreign text that cannot steer a terminal, as long as it is.
  package static func harmless(_ text: String) -> String {
    harmless(Array(text.unicodeScalars)[...])
  }

  private static func harmless(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    for scalar in scalars {
      text.unicodeScalars.append(scalar.isHarmless ? scalar : .replacement)
    }
    return text
  }

  /// Volumes and pockets may have no name.
  private var unnamed: String {
    switch language {
    case .fr: "sans nom"
    case .nl: "naamloos"
    case .de: "ohne Namen"
    case .en: "no name"
    }
  }

  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private var groupSeparator: String {
    switch language {
    case .fr: Self.noBreakSpace
    case .nl, .de: "."
    case .en: ","
    }
  }

  private func rounds(_ bytes: UInt64, _ divisor: UInt64) -> Bool {
    divisor > 1 && bytes / divisor == 999 && (bytes % divisor) * 2 >= divisor
  }

  /// One decimal below 100, and none where it would be 0.
  private func decimal(_ value: UInt64, by divisor: UInt64) -> String {
    guard value / divisor < 100 else {
      return String(value / divisor + ((value % divisor) * 2 >= divisor ? 1 : 0))
    }
    let tenths = (value + divisor / 20) / (divisor / 10)
    let point = language == .en ? "." : ","
    return tenths.isMultiple(of: 10)
      ? "\(tenths / 10)" : "\(tenths / 10)\(point)\(tenths % 10)"
  }

  private func padded(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }
}
