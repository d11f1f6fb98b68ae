/// The three fields of a description.
package enum LetterField: String, Sendable, Hashable, CaseIterable {
  /// Who writes.
  case who
  /// What happened.
  case problem
  /// Why it is sent, and what the helpdesk is asked for.
  case purpose
}

/// The description of a problem in its three fields, as a person gave it: nothing is checked yet.
package struct LetterDraft: Sendable, Hashable {
  private var texts: [LetterField: String] = [:]

  /// A field's text; empty where nothing was given.
  package subscript(field: LetterField) -> String {
    get { texts[field] ?? "" }
    set { texts[field] = newValue }
  }

  /// Three answers to three questions.
  package init(who: String, problem: String, purpose: String) {
    texts = [.who: who, .problem: problem, .purpose: purpose]
  }

  /// One text: fields by their labels where it has any; else the first line says who, the last why.
  ///
  /// Labels are the words that a language's form shows, and the plain ones of all four languages.
  package init(text: String, labels: [LetterField: String] = [:]) {
    let lines = LetterText.lines(of: text)
    let known = Self.plainLabels.merging(labels.map { ($1, $0) }) { first, _ in first }
    let labelled = lines.map { Self.split($0, known) }
    if labelled.contains(where: { $0.field != nil }) {
      var field = LetterField.problem
      for (label, rest) in labelled {
        field = label ?? field
        add(rest, to: field)
      }
    } else {
      add(unlabelled: lines.filter { !$0.isEmpty })
    }
  }

  private mutating func add(unlabelled lines: [String]) {
    for (index, line) in lines.enumerated() {
      let isLast = index > 1 && index == lines.count - 1
      add(line, to: index == 0 ? .who : isLast ? .purpose : .problem)
    }
  }

  private mutating func add(_ line: String, to field: LetterField) {
    self[field] = self[field].isEmpty ? line : self[field] + "\n" + line
  }

  /// "Qui : Luc" is the field `who` with "Luc".
  private static func split(
    _ line: String, _ labels: [String: LetterField]
  ) -> (field: LetterField?, rest: String) {
    guard let colon = line.firstIndex(of: ":") else { return (nil, line) }
    let label = plain(line[..<colon])
    guard let field = labels.first(where: { plain($0.key[...]) == label })?.value else {
      return (nil, line)
    }
    return (field, String(line[line.index(after: colon)...].drop { $0.isWhitespace }))
  }

  /// Without capitals, question marks and the blank that French sets before them.
  private static func plain(_ label: Substring) -> String {
    label.lowercased().filter { $0.isLetter }
  }

  /// What people write of themselves before a colon.
  private static let plainLabels: [String: LetterField] = [
    "qui": .who, "wie": .who, "wer": .who, "who": .who,
    "problème": .problem, "probleme": .problem, "probleem": .problem, "problem": .problem,
    "quoi": .problem, "wat": .problem, "was": .problem, "what": .problem,
    "pourquoi": .purpose, "waarom": .purpose, "warum": .purpose, "why": .purpose,
  ]
}
