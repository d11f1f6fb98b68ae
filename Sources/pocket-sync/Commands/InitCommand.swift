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

  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      let chosen = try ProfileFile.read(profile)
      let name =
        farm ?? URL(filePath: path).deletingPathExtension().lastPathComponent
      let findings = try FarmDatabase.prepare(path: path, profile: chosen, farmName: name)
      for finding in findings { console.say(.setUp(.finding(finding))) }
      var configuration = try Configuration.load()
      configuration.database = URL(filePath: path).standardizedFileURL.path
      try configuration.save()
      console.result(.setUp(.prepared(path: path, tables: chosen.tables.count)))
      console.say(.setUp(.nextStep))
    }
  }
}

/// A profile on the disk.
enum ProfileFile {
  static func read(_ path: String) throws -> SyncProfile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Stop(.usage(.fileMissing(path: path)))
    }
    do { return try JSONDecoder().decode(SyncProfile.self, from: data) } catch {
      throw SyncError.unreadableProfile(path: path, detail: String(describing: error))
    }
  }

  static func text(_ profile: SyncProfile) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(profile), as: UTF8.self)
  }
}
