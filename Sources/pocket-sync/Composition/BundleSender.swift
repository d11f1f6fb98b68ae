import Age
import ArgumentParser
import Delivery
import FarmDatabase
import SyncEngine

/// Sends a bundle on the ways that were asked for; what it needs is looked at beforehand.
final class BundleSender {
  private let options: OutsideOptions
  private let farm: FarmDatabase
  private let console: Console
  private let account: MailAccount
  private let recipient: Recipient
  private let letter: HelpdeskLetter?

  /// The helpdesk's key stands in the settings of the mail, also for the server's way.
  init(_ options: OutsideOptions, _ farm: FarmDatabase, _ console: Console) throws {
    self.options = options
    self.farm = farm
    self.console = console
    account = try ChannelFile.current.mail()
    guard let recipient = account.recipient else { throw Stop(.bundle(.noHelpdeskKey)) }
    self.recipient = recipient
    letter = options.isLetterWanted ? try options.letter() : nil
    if options.server { _ = try ChannelFile.current.server() }
  }

  /// Seals it, lays it ready and sends it, unless it is to wait.
  func send(_ packed: [UInt8], name: String) throws {
    let sealed: SealedBundle
    do throws(AgeError) { sealed = try SealedBundle(packed, name: name, for: recipient) } catch {
      throw Stop(.bundle(.noHelpdeskKey))
    }
    let outbox = OutboxPlace.outbox(of: farm)
    let post = OutsidePost(farm, outbox: outbox, program: PocketSyncProgram.program)
    if options.server {
      let entry = try post.add(sealed)
      console.say(.bundle(.packed(bytes: entry.parcel.bytes)))
    }
    if let letter { try write(letter, sealed, post) }
    guard options.server || options.draft == nil else { return }
    if options.later { return try console.showWaiting(outbox) }
    if let problem = try console.send(outbox, .asked) {
      throw ExitCode(problem.exitStatus.rawValue)
    }
  }

  private func write(
    _ letter: HelpdeskLetter, _ sealed: SealedBundle, _ post: OutsidePost
  ) throws {
    let channel = MailChannel(account: account, program: PocketSyncProgram.program)
    guard let path = options.draft else {
      _ = try post.add(sealed, with: letter, codes: [], in: console.language, by: channel)
      return console.say(.outside(.letterWritten))
    }
    let isOpened = try post.draft(
      sealed, with: letter, codes: [], in: console.language, by: channel, to: path)
    console.result(.mail(.written(path: path)))
    console.result(.mail(isOpened ? .openedInMailProgram : .openYourself))
  }
}
