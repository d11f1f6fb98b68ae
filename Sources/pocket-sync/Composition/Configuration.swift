import Foundation
import SyncEngine

/// What `init` remembers, so that a farmer types nothing: the file and what may be changed in it.
struct Configuration: Codable {
  /// The farm database.
  var database: String?
  /// Where pockets are docked; found by themselves where absent.
  var pockets: [String]?
  /// Where copies go; asked for where absent.
  var copyTo: String?
  /// fr, nl, de or en.
  var language: String?
  /// The farm program's version, where its database does not tell it.
  var programVersion: String?

  /// Names another file, for tests and for PCs with several farms.
  static let environmentName = "POCKET_SYNC_CONFIG"

  static var path: String {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment[environmentName] { return named }
    let base = environment["XDG_CONFIG_HOME"] ?? NSHomeDirectory() + "/.config"
    return base + "/pocket-sync/config.json"
  }

  /// An absent file is an empty configuration; an unreadable one is an error of the user's.
  static func load() throws -> Configuration {
    guard FileManager.default.fileExists(atPath: path) else { return Configuration() }
    let data = try NamedFile.read(path)
    do { return try JSONDecoder().decode(Configuration.self, from: data) } catch {
      throw Stop(.usage(.fileUnreadable(path: path, detail: "JSON")))
    }
  }

  func save() throws {
    let url = URL(filePath: Self.path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(self).write(to: url, options: .atomic)
  }
}
