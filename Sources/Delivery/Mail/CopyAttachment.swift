package import Backup
import Glibc

/// What of a copy goes along with a letter: the copy, sealed for the helpdesk, or its receipt.
package struct CopyAttachment: Sendable, Hashable {
  /// Why a receipt goes in place of the copy.
  package enum Reason: Sendable, Hashable {
    /// Nobody knows for whom to seal it.
    case noHelpdeskKey
    /// The message would have so many bytes at least: the server takes what mail does not.
    case tooLarge(bytes: Int, limitBytes: Int)
  }

  /// The attachment.
  package let attachment: MailAttachment
  /// Nil where it is the copy itself.
  package let reason: Reason?

  /// Seals a generation in a new file at `path` where it fits; else takes the receipt.
  ///
  /// What surely does not fit is not even made. `scratchFolder` has room for the database.
  package init(
    of generation: Int, in store: Store, to path: String, beside mail: HelpdeskMail,
    by channel: MailChannel, receipt: MailAttachment, scratchFolder: String,
    report: @escaping ProgressReport = { _ in }
  ) throws(BackupError) {
    guard let recipient = channel.account.recipient else {
      self.init(attachment: receipt, reason: .noHelpdeskKey)
      return
    }
    let least = try store.imageBytesMinimum(of: generation)
    if let reason = channel.excess(ofCopy: least, beside: mail) {
      self.init(attachment: receipt, reason: reason)
      return
    }
    let made = try store.sealImage(
      of: generation, for: recipient, to: path, scratchFolder: scratchFolder, report: report)
    if let reason = channel.excess(ofCopy: made.bytes, beside: mail) {
      unlink(path)
      self.init(attachment: receipt, reason: reason)
      return
    }
    self.init(
      attachment: MailAttachment(
        name: made.name, content: .file(path: path, bytes: made.bytes)), reason: nil)
  }

  private init(attachment: MailAttachment, reason: Reason?) {
    self.attachment = attachment
    self.reason = reason
  }
}

extension MailChannel {
  /// Nil where a sealed copy of so many bytes fits in one message with this mail.
  func excess(ofCopy bytes: Int, beside mail: HelpdeskMail) -> CopyAttachment.Reason? {
    var mail = mail
    mail.attachments.append(
      MailAttachment(name: "copy.sqlite.zst.age", content: .file(path: "", bytes: bytes)))
    let whole = message(mail).bytes
    return whole <= account.limitBytes
      ? nil : .tooLarge(bytes: whole, limitBytes: account.limitBytes)
  }
}
