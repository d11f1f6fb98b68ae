import ArgumentParser
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// `pocket-sync init DATABASE --profile FILE`: prepares a database that we do not own.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Prepare a farm database; its own tables stay as they are.")

  @Argument(help: "The farm program's SQLite file.")
  var path: String

  @Option(help: "The sync profile; see 'pocket-sync profile suggest'.")
  var profile: String

  @Option(help: "The farm's name, as certificates and pockets show it.")
  var farm: String?

  @Option(help: "The farm program's version, where its database does not tell it.")
  var programVersion: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      let chosen = try ProfileFile.read(profile)
      let name =
        farm ?? URL(filePath: path).deletingPathExtension().lastPathComponent
      let findings = try RunLock.hold(besideDatabase: path) {
        try FarmDatabase.prepare(path: path, profile: chosen, farmName: name)
      }
      for finding in findings { console.say(.setUp(.finding(finding))) }
      var configuration = try Configuration.load()
      configuration.database = URL(filePath: path).standardizedFileURL.path
      if let programVersion { configuration.programVersion = programVersion }
      try configuration.save()
      console.result(.setUp(.prepared(path: path, tables: chosen.tables.count)))
      console.say(.setUp(.nextStep))
    }
  }
}

/// A profile on the disk.
enum ProfileFile {
  static func read(_ path: String) throws -> SyncProfile {
    let data = try NamedFile.read(path)
    do { return try JSONDecoder().decode(SyncProfile.self, from: data) } catch {
      throw SyncError.unreadableProfile(path: path, detail: place(error))
    }
  }

  /// Where the reader stopped, for the technician; nothing of Foundation's prose.
  private static func place(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "JSON" }
    let (context, key): (DecodingError.Context, String?) =
      switch error {
      case .keyNotFound(let key, let context): (context, key.stringValue)
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        (context, nil)
      @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), nil)
      }
    let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    return (["JSON"] + path + [key].compactMap { $0 }).joined(separator: " ")
  }

  static func text(_ profile: SyncProfile) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(profile), as: UTF8.self)
  }
}
