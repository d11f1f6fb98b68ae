import ArgumentParser
import Backup
import FarmDatabase
import Foundation
import SyncEngine

/// `pocket-sync keys`: whether and with what the copies of a farm are locked.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Lock copies with a key; its recovery sheet; take a key over.",
    subcommands: [New.self, Sheet.self, Take.self])

  /// From now on copies are sealed.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key: from then on copies are locked.",
      discussion: "Asks for a passphrase twice and writes the recovery sheet to be printed.")

    @Argument(help: "The recovery sheet, a new HTML file.")
    var sheet: String

    @Flag(help: "Only for what leaves the farm: copies on media stay as they are.")
    var outside = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      Interruption.watch()
      try speaking(common) { console in
        try database.openAlone { farm in
          try make(outside ? CopyKeyFile.outside(farm) : CopyKeyFile.of(farm), farm, console)
        }
      }
    }

    private func make(_ file: CopyKeyFile, _ farm: FarmDatabase, _ console: Console) throws {
      guard try file.load() == nil else { throw Stop(.seal(.keyExists(path: file.path))) }
      let sentences: [SealSentence] =
        outside ? [.loseBoth, .mediaStayPlain] : [.loseBoth, .staysReadable, .olderStayPlain]
      for sentence in sentences {
        console.result(.seal(sentence))
      }
      let key = try CopyKey(passphrase: try KeysCommand.passphrase(console))
      try RecoverySheet.write(key, of: farm, to: sheet, console)
      if !outside { try farm.sealCopies(for: key.recipient) }
      try file.store(key)
      console.result(.seal(outside ? .outsideKeyMade : .keyMade))
    }
  }

  /// The sheet once more.
  struct Sheet: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the recovery sheet again.")

    @Argument(help: "The recovery sheet, a new HTML file.")
    var sheet: String

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let farm = try database.open()
        guard let key = try CopyKeyFile.leaving(farm) else { throw Stop(.seal(.noKey)) }
        try RecoverySheet.write(key, of: farm, to: sheet, console)
      }
    }
  }

  /// The key of a medium comes to a PC that has not got it.
  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take the key of a medium over to this PC, with the passphrase or the sheet.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      Interruption.watch()
      try speaking(common) { console in
        try database.openAlone { farm in
          // On the server lies what was locked for the way there; media may be plain.
          let isOutside = store.medium == OpenedStore.serverWord
          let file = isOutside ? CopyKeyFile.outside(farm) : CopyKeyFile.of(farm)
          guard try file.load() == nil else { throw Stop(.seal(.keyExists(path: file.path))) }
          let opened = try store.open(console).store
          guard let seal = try Unlocking.locked(opened, CopyKeys()) else {
            throw Stop(.seal(.noKey))
          }
          let key = try Unlocking.key(seal, of: opened, console) {
            console.result(.seal(.wayLost))
            return try KeysCommand.passphrase(console)
          }
          guard let key else { throw BackupError.keyMissing(recipient: seal.recipient) }
          if !isOutside { try farm.sealCopies(for: key.recipient) }
          try file.store(key)
          console.result(.seal(.keyTaken))
        }
      }
    }
  }

  /// A new passphrase, typed twice.
  private static func passphrase(_ console: Console) throws -> String {
    console.say(.seal(.choosePassphrase))
    guard let first = Keyboard.secret(stop: Interruption.stop) else { throw Stop(.interrupted) }
    try CopyKey.check(passphrase: first)
    console.say(.seal(.repeatPassphrase))
    guard Keyboard.secret(stop: Interruption.stop) == first else {
      throw Stop(.seal(.passphrasesDiffer))
    }
    return first
  }
}
