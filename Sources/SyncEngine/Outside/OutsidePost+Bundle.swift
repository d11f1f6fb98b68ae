import Backup
package import Delivery
import FarmDatabase
import Records

/// A bundle for the helpdesk leaves as everything else: sealed before it is laid ready.
extension OutsidePost {
  private static let placeBytes = 4

  /// A letter to the helpdesk with the bundle; codes are those that the farmer was told.
  package func add(
    _ bundle: SealedBundle, with letter: HelpdeskLetter, codes: [String], in language: Language,
    by channel: MailChannel
  ) throws(SyncError) -> OutboxEntry {
    let (mail, folder) = try compose(bundle, letter, codes, language, channel)
    let message = folder.path + "/" + Self.messageName
    do throws(MailError) { try channel.write(mail, to: message) } catch { throw .mail(error) }
    let bytes = Self.remove(attachmentsOf: mail, besides: message)
    return try take(
      folder, by: .mail, Parcel(mediumID: "", medium: "", generation: nil, bytes: bytes))
  }

  /// The same as a draft at `path`; true where the desktop's mail program opened it.
  package func draft(
    _ bundle: SealedBundle, with letter: HelpdeskLetter, codes: [String], in language: Language,
    by channel: MailChannel, to path: String
  ) throws(SyncError) -> Bool {
    let (mail, folder) = try compose(bundle, letter, codes, language, channel)
    defer { withExtendedLifetime(folder) {} }
    do throws(MailError) { try channel.writeDraft(mail, to: path) } catch { throw .mail(error) }
    return DesktopMail().open(mail, to: channel.account.helpdesk, attaching: [path])
  }

  /// The bundle for the protected server, in a place of its own beside the farm's copies.
  package func add(_ bundle: SealedBundle) throws(SyncError) -> OutboxEntry {
    let folder = try scratch(bytes: bundle.bytes.count)
    let place = SealedBundle.placeHead + Hexadecimal.encode(fresh())
    let shipment: Shipment
    do throws(OutboxError) {
      shipment = Shipment(
        try bundle.writeForServer(to: folder.path), ofFarm: farm.hub.hexadecimal, to: place,
        folder: ".")
      try shipment.write(to: folder.path)
    } catch { throw .outbox(error) }
    return try take(
      folder, by: .server,
      Parcel(
        mediumID: "", place: place, medium: "", generation: nil, bytes: UInt64(shipment.bytes)))
  }

  private func fresh() -> [UInt8] {
    let word = farm.surroundings.random()
    return (0..<Self.placeBytes).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
  }

  private func compose(
    _ bundle: SealedBundle, _ letter: HelpdeskLetter, _ codes: [String], _ language: Language,
    _ channel: MailChannel
  ) throws(SyncError) -> (HelpdeskMail, ScratchFolder) {
    let folder = try scratch(bytes: 3 * bundle.bytes.count)
    let attachment: MailAttachment
    do throws(OutboxError) {
      let file = try bundle.write(to: folder.path)
      attachment = MailAttachment(
        name: file.name, content: .file(path: file.path, bytes: file.bytes))
    } catch { throw .outbox(error) }
    let mail = HelpdeskMail(
      identity: MailIdentity(), date: date, letter: letter,
      words: language.letterWords(
        farm: farm.farmName, code: codes.first, attachment: .bundle(.attached)),
      facts: facts(LetterSubject(copy: nil, codes: codes)),
      attachments: [attachment])
    return (mail, folder)
  }
}
