@testable import SyncEngine

/// What must hold for every text that a person reads.
enum ProseRule {
  static let charactersMaximum = 200

  static func complaints(about text: String, in language: Language) -> [String] {
    var complaints: [String] = []
    func require(_ holds: Bool, _ what: String) {
      if !holds { complaints.append("\(language): \(what): “\(text)”") }
    }
    require(!text.isEmpty, "empty")
    require(text.count <= charactersMaximum, "\(text.count) characters")
    require(text.first?.isWhitespace == false && text.last?.isWhitespace == false, "blank end")
    for gap in ["  ", "()", "( ", " )", "%@", "{", "}", "\\(", "Optional", "nil", "..", ",,", "\n"]
    {
      require(!text.contains(gap), "holds “\(gap)”")
    }
    for word in words(of: text) where strange(language).contains(word) {
      require(false, "says “\(word)”")
    }
    return complaints + punctuation(text, language)
  }

  /// True where a text ends as a sentence does.
  static func isClosed(_ text: String) -> Bool {
    text.last.map { ".?!…:".contains($0) } ?? false
  }

  /// French sets a space before these signs, the other languages do not.
  private static func punctuation(_ text: String, _ language: Language) -> [String] {
    let characters = Array(text)
    return characters.indices.dropFirst().compactMap { index in
      guard ":;?!".contains(characters[index]) else { return nil }
      let endsWord = index + 1 == characters.count || characters[index + 1].isWhitespace
      let isSpaced = characters[index - 1].isWhitespace
      guard endsWord, isSpaced != (language == .fr) else { return nil }
      return "\(language): space before “\(characters[index])”: “\(text)”"
    }
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0 == "-") }.map(String.init)
  }

  /// Familiar forms of address, and words that the people of this language do not use.
  private static func strange(_ language: Language) -> Set<String> {
    switch language {
    case .fr: ["tu", "ton", "ta", "tes", "toi", "saisir", "saisie", "saisies", "backup", "sync"]
    case .nl: ["je", "jij", "jou", "jouw", "back-up", "backup", "database", "sync"]
    case .de: ["du", "dein", "deine", "dir", "dich", "backup", "database", "sync", "synchron"]
    case .en: ["sauvegarde", "kopie", "encodage"]
    }
  }
}
