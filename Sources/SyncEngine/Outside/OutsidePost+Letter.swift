package import Backup
package import Delivery
import FarmDatabase
import Foundation
import Records

/// What a letter is about.
package struct LetterSubject {
  /// The copy with its store; nil for none.
  package var copy: (manifest: Manifest, store: Store)?
  /// Codes that the farmer was told.
  package var codes: [String]
  /// Where the protected server has the copy, or will have it; nil where it will not.
  package var server: String?

  /// Takes everything as it stands.
  package init(
    copy: (manifest: Manifest, store: Store)?, codes: [String] = [], server: String? = nil
  ) {
    self.copy = copy
    self.codes = codes
    self.server = server
  }
}

extension OutsidePost {
  static let messageName = "message.eml"
  private static let receiptName = "receipt.txt"

  /// A letter to the helpdesk, with the copy where it may go along, else with its receipt.
  package func add(
    _ letter: HelpdeskLetter, about subject: LetterSubject, in language: Language,
    by channel: MailChannel
  ) throws(SyncError) -> (entry: OutboxEntry, missing: CopyAttachment.Reason?) {
    let (mail, missing, folder) = try compose(letter, subject, language, channel)
    do throws(MailError) {
      try channel.write(mail, to: folder.path + "/" + Self.messageName)
    } catch { throw .mail(error) }
    let bytes = Self.remove(attachmentsOf: mail, besides: folder.path + "/" + Self.messageName)
    let parcel = Parcel(
      mediumID: subject.copy?.store.mediumID ?? "", medium: "",
      generation: subject.copy?.manifest.generation, bytes: bytes)
    return (try take(folder, by: .mail, parcel), missing)
  }

  /// The same as a draft at `path`, and the desktop's mail program opens it; nothing waits.
  package func draft(
    _ letter: HelpdeskLetter, about subject: LetterSubject, in language: Language,
    by channel: MailChannel, to path: String
  ) throws(SyncError) -> (isOpened: Bool, missing: CopyAttachment.Reason?) {
    let (mail, missing, folder) = try compose(letter, subject, language, channel)
    // The copy lies in it until the draft has its bytes.
    defer { withExtendedLifetime(folder) {} }
    do throws(MailError) { try channel.writeDraft(mail, to: path) } catch { throw .mail(error) }
    // The program reads what is attached when it likes: that is a file of the person's own.
    let isOpened = DesktopMail().open(mail, to: channel.account.helpdesk, attaching: [path])
    return (isOpened, missing)
  }

  private func compose(
    _ letter: HelpdeskLetter, _ subject: LetterSubject, _ language: Language,
    _ channel: MailChannel
  ) throws(SyncError) -> (HelpdeskMail, CopyAttachment.Reason?, ScratchFolder) {
    // The copy, and the message that has it once more.
    let folder = try scratch(bytes: 2 * channel.account.limitBytes)
    var mail = HelpdeskMail(
      identity: MailIdentity(), date: date, letter: letter,
      words: words(.nothingAttached, subject, language), facts: facts(subject), attachments: [])
    guard let (manifest, store) = subject.copy else { return (mail, nil, folder) }
    try requireOwn(manifest)
    // What is measured is what is sent.
    mail.words = words(.copyAttached(copy: UInt64(manifest.generation)), subject, language)
    let copy = UInt64(manifest.generation)
    let enclosed: CopyAttachment
    do throws(BackupError) {
      let scratch = try ScratchFolder()
      defer { withExtendedLifetime(scratch) {} }
      enclosed = try CopyAttachment(
        of: manifest.generation, in: store, to: "\(folder.path)/copy-\(copy).sqlite.zst.age",
        beside: mail, by: channel,
        receipt: MailAttachment(
          name: Self.receiptName, content: .text(Self.lines(of: manifest))),
        scratchFolder: scratch.path)
    } catch { throw .backup(error) }
    mail.attachments = [enclosed.attachment]
    if enclosed.reason != nil {
      mail.words = words(
        .receiptAttached(copy: copy, isOnServer: subject.server != nil), subject, language)
    }
    return (mail, enclosed.reason, folder)
  }

  var date: MailDate {
    let now = Moment(milliseconds: farm.surroundings.nowMilliseconds)
    return MailDate(
      seconds: Int64(now.milliseconds / 1_000), secondsFromUTC: now.secondsFromUTC)
  }

  func facts(_ subject: LetterSubject) -> HelpdeskFacts {
    var facts = HelpdeskFacts(
      program: program, farm: farm.farmName, farmID: farm.hub.hexadecimal)
    facts.codes = subject.codes
    facts.server = subject.server
    facts.copy = subject.copy.map { manifest, _ in
      HelpdeskFacts.CopyFacts(
        generation: manifest.generation, created: manifest.created,
        databaseBytes: manifest.pageCount * manifest.pageSize,
        copyBytes: manifest.files.reduce(0) { $0 + $1.bytes },
        isPartial: manifest.certificate.isPartial)
    }
    return facts
  }

  private func words(
    _ attachment: MailSentence, _ subject: LetterSubject, _ language: Language
  ) -> LetterWords {
    language.letterWords(
      farm: farm.farmName, code: subject.codes.first, attachment: .mail(attachment))
  }

  private static func lines(of manifest: Manifest) -> [String] {
    // Mail is read on its way: no hash of what is plain on the medium, no name of a pocket.
    [
      "copy: \(manifest.generation)", "made: \(manifest.created)",
      "complete: \(manifest.certificate.isPartial ? "no" : "yes")",
      "medium-id: \(manifest.mediumID)",
      "database-bytes: \(manifest.pageCount * manifest.pageSize)",
    ]
  }

  /// The message has their bytes; returns its length.
  static func remove(attachmentsOf mail: HelpdeskMail, besides message: String) -> UInt64 {
    for attachment in mail.attachments {
      if case .file(let path, _) = attachment.content { unlink(path) }
    }
    var status = stat()
    return stat(message, &status) == 0 ? UInt64(status.st_size) : 0
  }
}
