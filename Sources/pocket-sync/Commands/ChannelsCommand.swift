import Age
import ArgumentParser
import Delivery
import SyncEngine

/// `pocket-sync channels`: the protected server and the helpdesk's mail, as this PC knows them.
struct ChannelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "channels", abstract: "The protected server and the helpdesk's mail: settings.",
    subcommands: [
      Show.self, MailChannelCommand.self, ServerChannelCommand.self, CompareCommand.self,
    ],
    defaultSubcommand: Show.self)

  /// What is set up, without the secrets.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what is set up, without the secrets.")

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let settings = try ChannelFile.current.load()
        if json { return try console.json(ChannelsLine(settings)) }
        console.show(settings.server)
        console.show(settings.mail)
      }
    }
  }
}

extension Console {
  /// A line on the server, set up or not.
  func show(_ server: ServerAccount?) {
    guard let server else { return result(.channel(.noServer)) }
    result(
      .channel(
        .server(endpoint: server.endpoint, bucket: server.bucket, prefix: server.prefix)))
  }

  /// Lines on the mail, set up or not.
  func show(_ mail: MailAccount?) {
    guard let mail else { return result(.channel(.noMail)) }
    result(
      .channel(
        .mail(helpdesk: mail.helpdesk.text, sender: mail.sender.text, host: mail.host)))
    result(.channel(.limit(bytes: UInt64(mail.limitBytes))))
    if mail.recipient == nil { result(.channel(.noHelpdeskKey)) }
  }
}

extension Int {
  /// So many of a unit; what is too large for a number is too large for every limit as well.
  func scaled(by unit: Int) -> Int {
    let (product, isOver) = multipliedReportingOverflow(by: unit)
    return isOver ? .max : product
  }
}

/// A secret that is read from a file or from the keyboard, never from an argument.
enum TypedSecret {
  /// The first line of a file, or what is typed without being shown.
  static func read(
    _ file: String?, _ question: ChannelSentence, _ console: Console
  ) throws -> String {
    let text: String
    if let file {
      let bytes = try NamedFile.read(file)
      text = String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
    } else {
      console.say(.channel(question))
      guard let typed = Keyboard.secret(stop: Interruption.stop) else { throw Stop(.interrupted) }
      text = typed
    }
    guard !text.isEmpty else { throw Stop(.channel(.emptySecret)) }
    return text
  }
}

/// The settings as another program reads them: that there is a secret, not which.
private struct ChannelsLine: Encodable {
  struct Mail: Encodable {
    let host: String
    let port: Int
    let protection: String
    let user: String
    let sender: String
    let helpdesk: String
    let helpdeskKey: String?
    let limitBytes: Int
    let certificateFile: String?
    let hasPassword: Bool
  }

  struct Server: Encodable {
    let endpoint: String
    let region: String
    let bucket: String
    let prefix: String
    let keyID: String
    let addressing: String
    let certificateFile: String?
    let bytesPerSecond: Int?
    let lockDays: Int?
    let partBytes: Int
    let parallel: Int
    let hasSecret: Bool
  }

  let server: Server?
  let mail: Mail?

  init(_ settings: ChannelSettings) {
    server = settings.server.map { server in
      Server(
        endpoint: server.endpoint, region: server.region, bucket: server.bucket,
        prefix: server.prefix, keyID: server.keyID, addressing: server.addressing.rawValue,
        certificateFile: server.trustFile, bytesPerSecond: server.bandwidthBytesPerSecond,
        lockDays: server.lockDays, partBytes: server.partBytes, parallel: server.parallel,
        hasSecret: !server.secret.text.isEmpty)
    }
    mail = settings.mail.map { mail in
      Mail(
        host: mail.host, port: mail.port, protection: mail.protection.rawValue, user: mail.user,
        sender: mail.sender.text, helpdesk: mail.helpdesk.text,
        helpdeskKey: mail.recipient?.text, limitBytes: mail.limitBytes,
        certificateFile: mail.certificateFile, hasPassword: !mail.password.text.isEmpty)
    }
  }
}
