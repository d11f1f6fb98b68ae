/// Mail to the helpdesk: what it would be, its file, and the way over the account's server.
///
/// The file is what an outbox keeps: each try sends the same bytes with the same Message-ID.
package struct MailChannel: Sendable {
  /// What a server answered that took a letter.
  package struct Receipt: Sendable, Hashable {
    /// As in the letter's header.
    package let messageID: String
    /// The server's last line, which names the letter as the server knows it.
    package let reply: String
    /// Of the whole message.
    package let bytes: Int
  }

  /// How and to whom.
  package let account: MailAccount
  /// Name and version of this program.
  package let program: String
  /// How long a silent server is waited for, and who stops it.
  private let line: LineSettings

  /// With one account; the line's certificates are those that the account names.
  package init(account: MailAccount, program: String, line: LineSettings = LineSettings()) {
    self.account = account
    self.program = program
    self.line = line
  }

  /// The whole message, from which everything can be told before it is made.
  package func message(_ mail: HelpdeskMail) -> MailMessage {
    MailMessage(
      identity: mail.identity, date: mail.date, from: (account.sender, mail.facts.farm),
      to: account.helpdesk, subject: mail.words.subject, language: mail.words.language,
      program: program, body: mail.body, attachments: mail.attachments)
  }

  /// Throws where the mail is longer than the account allows.
  package func check(_ mail: HelpdeskMail) throws(MailError) {
    let bytes = message(mail).bytes
    guard bytes <= account.limitBytes else {
      throw .attachmentTooLarge(bytes: bytes, limitBytes: account.limitBytes)
    }
  }

  /// Writes the message to a new file, for the outbox; nothing is there where it throws.
  package func write(_ mail: HelpdeskMail, to path: String) throws(MailError) {
    try check(mail)
    try MessageFile.write(message(mail), to: path)
  }

  /// Writes a draft that a mail program opens, so that a person sends it.
  package func writeDraft(_ mail: HelpdeskMail, to path: String) throws(MailError) {
    try check(mail)
    try MessageFile.write(message(mail), isDraft: true, to: path)
  }

  /// Hands a file that `write` made to the server; blocks until it is taken or refused.
  package func submit(_ path: String) throws(MailError) -> Receipt {
    let (messageID, bytes) = try MessageFile.facts(of: path)
    let reply = try submission.send(path, bytes: bytes)
    return Receipt(messageID: messageID, reply: reply, bytes: bytes)
  }

  /// Connects, proves the server and logs in; nothing is sent.
  package func verify() throws(MailError) { try submission.verify() }

  private var submission: SMTPSubmission {
    var line = line
    line.trustFile = account.certificateFile
    return SMTPSubmission(account: account, line: line)
  }
}
