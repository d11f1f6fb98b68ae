import ArgumentParser
import Delivery
import FarmDatabase
import Foundation
import SyncEngine

extension Endpoint.Addressing: ExpressibleByArgument {}

/// `pocket-sync channels server`: sets up the protected server, or changes what is said of it.
struct ServerChannelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Set up the protected server; what is not named stays.",
    discussion: "The secret key is read from a file or typed; it is never part of the command.")

  @Option(help: "Where it answers: https://host or https://host:port.")
  var endpoint: String?

  @Option(help: "Its region.")
  var region: String?

  @Option(help: "The bucket.")
  var bucket: String?

  @Option(help: "What this farm's keys begin with.")
  var prefix: String?

  @Option(help: "Which key signs.")
  var keyID: String?

  @Option(help: "A file whose first line is the secret half of that key; else it is typed.")
  var secretFile: String?

  @Option(help: "How the bucket is named in addresses: path or host.")
  var addressing: Endpoint.Addressing?

  @Option(help: "A file of certificates that are believed in place of the system's.")
  var certificates: String?

  @Option(help: "The most that is sent in a second, in kilobytes; 0 for no limit.")
  var kilobytesPerSecond: Int?

  @Option(help: "For how many days the server is asked to keep what is sent; 0 for not at all.")
  var lockDays: Int?

  @Option(help: "The parts of an upload, in mebibytes.")
  var partMebibytes: Int?

  @Option(help: "Parts that are sent at once.")
  var parallel: Int?

  @Flag(help: "Connect with the key and look at this farm's place; nothing is sent.")
  var check = false

  @Flag(help: "Forget the server's settings.")
  var remove = false

  @OptionGroup var common: CommonOptions

  private static let kilobyte = 1000
  private static let mebibyte = 1 << 20

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let file = ChannelFile.current
      var settings = try file.load()
      if remove || isChange {
        settings.server = remove ? nil : try changed(settings.server, file, console)
        try file.store(settings)
        console.result(.channel(.saved(path: file.path)))
      }
      console.show(settings.server)
      guard check else { return }
      guard let account = settings.server else { throw Stop(.channel(.noServer)) }
      let store = try ObjectStore(account, clock: .real) { Interruption.stop.isRaised }
      _ = try store.list(ServerPlace(account: account).prefix, isOneLevel: true)
      console.result(.channel(.serverChecked(endpoint: account.endpoint)))
    }
  }

  private var isChange: Bool {
    let texts = [endpoint, region, bucket, prefix, keyID, secretFile, certificates]
    let numbers = [kilobytesPerSecond, lockDays, partMebibytes, parallel]
    return texts.contains { $0 != nil } || numbers.contains { $0 != nil } || addressing != nil
  }

  private func changed(
    _ old: ServerAccount?, _ file: ChannelFile, _ console: Console
  ) throws -> ServerAccount {
    func needed(_ new: String?, _ old: String?, _ key: String) throws -> String {
      guard let text = new ?? old else {
        throw Stop(.channel(.missing(path: file.path, key: "server." + key)))
      }
      return text
    }
    let endpoint = try needed(endpoint, old?.endpoint, "endpoint")
    let keyID = try needed(keyID, old?.keyID, "keyID")
    let bucket = try needed(bucket, old?.bucket, "bucket")
    var account =
      old ?? ServerAccount(endpoint: endpoint, bucket: bucket, keyID: keyID, secret: Secret(""))
    account.endpoint = endpoint
    account.keyID = keyID
    account.bucket = bucket
    if let region { account.region = region }
    if let prefix { account.prefix = prefix }
    if let addressing { account.addressing = addressing }
    if let certificates { account.trustFile = URL(filePath: certificates).path }
    if let kilobytesPerSecond {
      account.bandwidthBytesPerSecond =
        kilobytesPerSecond == 0 ? nil : kilobytesPerSecond.scaled(by: Self.kilobyte)
    }
    if let lockDays { account.lockDays = lockDays == 0 ? nil : lockDays }
    if let partMebibytes { account.partBytes = partMebibytes.scaled(by: Self.mebibyte) }
    if let parallel { account.parallel = parallel }
    account.secret = try secret(of: account, old, console)
    return account
  }

  /// Another server or another key needs its own secret: the old one signs nothing for it.
  private func secret(
    of account: ServerAccount, _ old: ServerAccount?, _ console: Console
  ) throws -> Secret {
    let isKept =
      secretFile == nil && old?.keyID == account.keyID && old?.endpoint == account.endpoint
      && !account.secret.text.isEmpty
    if isKept { return account.secret }
    return Secret(try TypedSecret.read(secretFile, .askSecretKey(id: account.keyID), console))
  }
}
