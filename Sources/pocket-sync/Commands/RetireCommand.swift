import ArgumentParser
import FarmDatabase
import SealedChannel
import SecureChannel
import SyncEngine

/// `pocket-sync retire NAME --reason TEXT`: a pocket that is lost or broken.
struct RetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Retire a lost or broken pocket: it no longer holds the gate.")

  @Argument(help: "The pocket's name.")
  var name: String

  @Option(help: "Why; it is kept in the database.")
  var reason: String

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      guard reason.contains(where: { !$0.isWhitespace }) else {
        throw Stop(.usage(.missingReason(name: name)))
      }
      try database.openAlone { farm in
        guard try farm.retire(label: name, reason: reason) else {
          throw Stop(.usage(.unknownPocket(name: name)))
        }
        try KeyFile.of(farm).change { book in
          for peer in book.peers where peer.identity.name == name { book.retire(peer.key) }
        }
      }
      console.result(.setUp(.retired(label: name, reason: reason)))
    }
  }
}
