/// All that one mail to the helpdesk says, and what it carries.
package struct HelpdeskMail: Sendable, Hashable {
  /// Kept with the entry in the outbox, so that nothing is sent twice.
  package var identity: MailIdentity
  /// When the entry was made.
  package var date: MailDate
  /// The checked description.
  package var letter: HelpdeskLetter
  /// In the farmer's language.
  package var words: LetterWords
  /// For the technician.
  package var facts: HelpdeskFacts
  /// The sealed copy, its receipt, or whatever else helps.
  package var attachments: [MailAttachment]

  /// Takes everything as it stands.
  package init(
    identity: MailIdentity, date: MailDate, letter: HelpdeskLetter, words: LetterWords,
    facts: HelpdeskFacts, attachments: [MailAttachment]
  ) {
    self.identity = identity
    self.date = date
    self.letter = letter
    self.words = words
    self.facts = facts
    self.attachments = attachments
  }

  /// How a technician gets the database, or a bundle's files, out of an attachment of this name.
  static func opening(_ name: String) -> String {
    "open: age -d -i HELPDESK-KEY \(name) | zstd -dc "
      + (name.hasSuffix(".tar.zst.age") ? "| tar -x" : "> farm.sqlite")
  }

  /// The text, line by line.
  package var body: [String] {
    var lines: [String] = []
    for field in LetterField.allCases {
      lines += [LetterText.oneLine(words.headings[field] ?? field.rawValue)]
      lines += letter.lines(of: field) + [""]
    }
    lines += [LetterText.oneLine(words.attachment), "", "----", LetterText.oneLine(words.facts)]
    lines += facts.lines
    for attachment in attachments {
      guard case .file(_, let bytes) = attachment.content else { continue }
      lines.append("attachment: \(attachment.name) \(bytes)")
      if attachment.name.hasSuffix(".zst.age") { lines.append(Self.opening(attachment.name)) }
    }
    return lines
  }
}
