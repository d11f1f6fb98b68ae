/// The languages that people are spoken to in; French comes first.
package enum Language: String, Sendable, Hashable, CaseIterable {
  case fr
  case nl
  case de
  case en

  /// The option's language; else that of the first set of LC_ALL, LC_MESSAGES, LANG; else French.
  package static func chosen(
    _ option: Language? = nil, environment: [String: String]
  ) -> Language {
    if let option { return option }
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
    guard let locale = set.first(where: { !$0.isEmpty }) else { return .fr }
    return Language(locale: locale) ?? .fr
  }

  /// Reads a locale as POSIX writes it (`nl_BE.UTF-8`); nil for any other language.
  init?(locale: String) {
    let name = locale.prefix { $0.isLetter }
    self.init(rawValue: name.lowercased())
  }

  /// Everything that a person must know of a problem, one entry a part.
  package func words(for problem: Problem) -> [Words] {
    problem.parts.map { part in
      Words(code: part.code, telling: book.telling(part))
    }
  }

  /// One sentence of the normal story.
  package func text(_ sentence: Sentence) -> String {
    book.text(sentence)
  }

  /// The names of a table's columns, as many as `heading.columnCount`.
  package func columns(_ heading: Heading) -> [String] {
    book.columns(heading)
  }

  /// What a person typed to a question: the language's word or its first letter; else nil.
  package func isYes(_ typed: String) -> Bool? {
    let words = typed.lowercased().split(whereSeparator: \.isWhitespace)
    guard words.count == 1 else { return nil }
    if words[0] == book.yes || words[0] == book.yes.prefix(1) { return true }
    return words[0] == book.no || words[0] == book.no.prefix(1) ? false : nil
  }

  private var book: any Phrasebook.Type {
    switch self {
    case .fr: FrenchWords.self
    case .nl: DutchWords.self
    case .de: GermanWords.self
    case .en: EnglishWords.self
    }
  }
}
