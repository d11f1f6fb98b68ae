/// Mail to the helpdesk: what it would be, the message, and the way over the account's server.
package struct MailChannel: Sendable {
  /// How and to whom.
  package let account: MailAccount
  /// Name and version of this program.
  package let program: String

  /// With one account.
  package init(account: MailAccount, program: String) {
    self.account = account
    self.program = program
  }

  /// The whole message; the same mail gives the same bytes.
  package func message(_ mail: HelpdeskMail) -> MailMessage {
    MailMessage(
      identity: mail.identity, date: mail.date, from: (account.sender, mail.facts.farm),
      to: account.helpdesk, subject: mail.words.subject, language: mail.words.language,
      program: program, body: mail.body, attachments: mail.attachments)
  }
}
