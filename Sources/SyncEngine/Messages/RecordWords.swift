package import FarmDatabase
package import Records

/// Rows, columns and values of the farm as a person reads them in one language.
package struct RecordWords: Sendable {
  private static let blobDigitsMaximum = 8

  private let language: Language
  private var format: Formatting { Formatting(language: language) }

  /// The words of a language.
  package init(language: Language) {
    self.language = language
  }

  /// What people call a table or a column: the profile's word, else its name.
  package func name(_ name: WordedName) -> String {
    format.shown(name.words[language.rawValue] ?? name.name)
  }

  /// A row: its table and what names it; some digits of its identity where nothing does.
  package func record(_ table: WordedName, _ title: [ShownValue], _ row: RowID) -> String {
    let parts = title.map(plain).filter { !$0.isEmpty }
    let text = parts.isEmpty ? String(row.hexadecimal.suffix(8)) : parts.joined(separator: ", ")
    return "\(name(table)) \(format.quoted(text))"
  }

  /// A value of a cell; texts and other rows between quotes.
  package func value(_ shown: ShownValue?) -> String {
    guard let shown else { return "–" }
    if !shown.title.isEmpty { return format.quoted(plain(shown)) }
    if let word = shown.words[language.rawValue] { return format.quoted(word) }
    if case .text(let text) = shown.value, !text.isEmpty {
      return day(text) ?? format.quoted(text)
    }
    let text = plain(shown)
    return text.isEmpty ? empty : text
  }

  private func plain(_ shown: ShownValue) -> String {
    if !shown.title.isEmpty {
      return shown.title.map(plain).filter { !$0.isEmpty }.joined(separator: ", ")
    }
    if let word = shown.words[language.rawValue] { return word }
    switch shown.value {
    case .null: return ""
    case .integer(let number): return String(number)
    case .real(let number):
      return language == .en ? String(number) : String(number).replacing(".", with: ",")
    case .text(let text): return day(text) ?? text
    case .blob(let bytes):
      let digits = Hexadecimal.encode(bytes)
      return digits.count > Self.blobDigitsMaximum
        ? "…" + digits.suffix(Self.blobDigitsMaximum) : digits
    }
  }

  private var empty: String {
    switch language {
    case .fr: "vide"
    case .nl: "leeg"
    case .de: "leer"
    case .en: "empty"
    }
  }

  /// A day as ISO 8601 writes it, in the way of the language.
  private func day(_ text: String) -> String? {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return format.date(year: year, month: month, day: day)
  }
}
