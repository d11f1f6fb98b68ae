/// The sentences of a letter in the farmer's language; the catalogue gives them.
package struct LetterWords: Sendable, Hashable {
  /// Two letters.
  package let language: String
  /// The whole subject.
  package let subject: String
  /// Above each field.
  package let headings: [LetterField: String]
  /// What is attached, or why nothing is.
  package let attachment: String
  /// Above the facts for the technician.
  package let facts: String

  /// Takes everything as it stands.
  package init(
    language: String, subject: String, headings: [LetterField: String], attachment: String,
    facts: String
  ) {
    self.language = language
    self.subject = subject
    self.headings = headings
    self.attachment = attachment
    self.facts = facts
  }
}
