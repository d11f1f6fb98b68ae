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
  /// The labels are plain words of all four languages: `Qui :`, `Problem:`, `Waarom:`.
  package init(text: String) {
    let lines = LetterText.lines(of: text)
    let labelled = lines.map(Self.split)
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
  private static func split(_ line: String) -> (field: LetterField?, rest: String) {
    guard let colon = line.firstIndex(of: ":") else { return (nil, line) }
    // Without capitals, question marks and the blank that French sets before them.
    let label = line[..<colon].lowercased().filter { $0.isLetter }
    guard let field = labels[label] else { return (nil, line) }
    return (field, String(line[line.index(after: colon)...].drop { $0.isWhitespace }))
  }

  private static let labels: [String: LetterField] = [
    "qui": .who, "wie": .who, "wer": .who, "who": .who,
    "problème": .problem, "probleme": .problem, "probleem": .problem, "problem": .problem,
    "quoi": .problem, "wat": .problem, "was": .problem, "what": .problem,
    "pourquoi": .purpose, "waarom": .purpose, "warum": .purpose, "why": .purpose,
  ]
}
