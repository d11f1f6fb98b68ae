package import Delivery

extension Language {
  /// What a letter says around the farmer's words; `attachment` tells what goes along.
  package func letterWords(
    farm: String, code: String?, attachment: Sentence
  ) -> LetterWords {
    LetterWords(
      language: rawValue, subject: text(.mail(.subject(farm: farm, code: code))),
      headings: Dictionary(
        uniqueKeysWithValues: LetterField.allCases.map { ($0, text(.mail($0.question))) }),
      attachment: text(attachment), facts: text(.mail(.forTechnician)))
  }
}

extension LetterField {
  /// How a person is asked for it; the letter shows the same above the answer.
  package var question: MailSentence {
    switch self {
    case .who: .askWho
    case .problem: .askProblem
    case .purpose: .askPurpose
    }
  }
}
