import Age
import ArgumentParser
import Delivery
import Foundation
import SyncEngine

extension MailAccount.Protection: ExpressibleByArgument {}

/// `pocket-sync channels mail`: sets up the helpdesk's mail, or changes what is said of it.
struct MailChannelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail", abstract: "Set up the mail to the helpdesk; what is not named stays.",
    discussion: "The password is read from a file or typed; it is never part of the command.")

  @Option(help: "The mail server that takes your mail, for example smtp.example.be.")
  var host: String?

  @Option(help: "Its port; 587 with starttls and 465 with tls where none is named.")
  var port: Int?

  @Option(help: "How the connection is protected: starttls or tls.")
  var protection: MailAccount.Protection?

  @Option(help: "The name to log in with; an empty one for a server that asks for none.")
  var user: String?

  @Option(help: "A file whose first line is the password; else it is typed.")
  var passwordFile: String?

  @Option(help: "Your own address.")
  var sender: String?

  @Option(help: "The helpdesk's address.")
  var helpdesk: String?

  @Option(help: "The helpdesk's public key (age1…): what is attached is locked for it.")
  var helpdeskKey: String?

  @Option(help: "The longest mail, in megabytes.")
  var limitMegabytes: Int?

  @Option(help: "A file of certificates that are believed in place of the system's.")
  var certificates: String?

  @Flag(help: "Connect and log in, and send nothing.")
  var check = false

  @Flag(help: "Forget the mail's settings.")
  var remove = false

  @OptionGroup var common: CommonOptions

  private static let megabyte = 1_000_000

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let file = ChannelFile.current
      var settings = try file.load()
      if remove || isChange {
        settings.mail = remove ? nil : try changed(settings.mail, file, console)
        try file.store(settings)
        console.result(.channel(.saved(path: file.path)))
      }
      console.show(settings.mail)
      guard check else { return }
      guard let account = settings.mail else { throw Stop(.channel(.noMail)) }
      let channel = MailChannel(
        account: account, program: PocketSyncProgram.program,
        line: LineSettings(isStopped: { Interruption.stop.isRaised }))
      try channel.verify()
      console.result(.channel(.mailChecked(host: account.host)))
    }
  }

  private var isChange: Bool {
    let texts = [host, user, passwordFile, sender, helpdesk, helpdeskKey, certificates]
    return texts.contains { $0 != nil } || port != nil || protection != nil
      || limitMegabytes != nil
  }

  private func changed(
    _ old: MailAccount?, _ file: ChannelFile, _ console: Console
  ) throws -> MailAccount {
    func address(_ text: String?, _ old: MailAddress?, _ key: String) throws -> MailAddress {
      guard let text else {
        guard let old else { throw Stop(.channel(.missing(path: file.path, key: key))) }
        return old
      }
      guard let address = MailAddress(text) else {
        throw Stop(.channel(.invalid(path: file.path, key: key, expected: "a@example.be")))
      }
      return address
    }
    guard let host = host ?? old?.host else {
      throw Stop(.channel(.missing(path: file.path, key: "mail.host")))
    }
    let protection = protection ?? old?.protection ?? .startTLS
    let isOther = old.map { protection != $0.protection } ?? true
    var account = MailAccount(
      host: host, port: port ?? (isOther ? nil : old?.port), protection: protection,
      user: user ?? old?.user ?? "", password: old?.password ?? Secret(""),
      sender: try address(sender, old?.sender, "mail.sender"),
      helpdesk: try address(helpdesk, old?.helpdesk, "mail.helpdesk"),
      recipient: try recipient(old, file),
      limitBytes: limitMegabytes.map { $0.scaled(by: Self.megabyte) } ?? old?.limitBytes
        ?? MailAccount.usualLimitBytes,
      certificateFile: certificates.map { URL(filePath: $0).path } ?? old?.certificateFile)
    account.password = try password(of: account, old, console)
    return account
  }

  private func recipient(_ old: MailAccount?, _ file: ChannelFile) throws -> Recipient? {
    guard let helpdeskKey else { return old?.recipient }
    do { return try Recipient(helpdeskKey) } catch {
      throw Stop(
        .channel(.invalid(path: file.path, key: "mail.helpdeskKey", expected: "age1…")))
    }
  }

  /// Another server or another name needs its own password: the old one is not handed to it.
  private func password(
    of account: MailAccount, _ old: MailAccount?, _ console: Console
  ) throws -> Secret {
    if account.user.isEmpty { return Secret("") }
    let isKept =
      passwordFile == nil && old?.user == account.user && old?.host == account.host
      && !account.password.text.isEmpty
    if isKept { return account.password }
    return Secret(
      try TypedSecret.read(passwordFile, .askPassword(user: account.user), console))
  }
}
