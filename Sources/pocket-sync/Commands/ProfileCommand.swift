import ArgumentParser
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// `pocket-sync profile`: drafts and checks sync profiles.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Draft, check or adopt a sync profile.",
    subcommands: [Suggest.self, Check.self, Adopt.self])

  /// Drafts a profile from any SQLite file.
  struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draft a profile from an SQLite file, on standard output or in a new file.")

    @Argument(help: "The farm program's SQLite file.")
    var path: String

    @Option(help: "Write the draft to this new file; nothing is overwritten.")
    var output: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        let text = try ProfileFile.text(try ProfileAdvice.suggest(path: path, name: name))
        guard let output else { return console.plain(text) }
        try NamedFile.create(output, Data((text + "\n").utf8))
        console.result(.setUp(.profileWritten(path: output)))
      }
    }
  }

  /// Says in plain words what does not fit.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say in plain words what is missing; nothing is written.")

    @Argument(help: "The farm program's SQLite file.")
    var path: String

    @Option(help: "The sync profile.")
    var profile: String

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let chosen = try ProfileFile.read(profile)
        let findings = try ProfileAdvice.check(path: path, profile: chosen)
        if json {
          try console.json(findings.map { FindingLine($0, in: console.language) })
        } else {
          for finding in findings where !finding.isFatal {
            console.result(.setUp(.finding(finding)))
          }
        }
        let fatal = findings.filter(\.isFatal)
        guard fatal.isEmpty else {
          throw SyncError.database(.profileDoesNotFit(fatal))
        }
        if !json { console.result(.setUp(.fits(profile: chosen.name))) }
      }
    }
  }
}

extension ProfileCommand {
  /// Takes over altered tables or another profile.
  struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take over tables that the farm program altered, or another profile.",
      discussion: "Added columns are taken over by themselves at the next run.")

    @Argument(help: "The farm program's SQLite file.")
    var path: String

    @Option(help: "The new sync profile; the present one where absent.")
    var profile: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let chosen = try profile.map { try ProfileFile.read($0) }
        let tables = try RunLock.hold(besideDatabase: path) {
          try FarmDatabase.adoptSchema(path: path, profile: chosen)
        }
        console.result(.setUp(.adopted(tables: tables)))
      }
    }
  }
}

/// What does not fit, as another program reads it; the text is for people and may change.
private struct FindingLine: Encodable {
  var code: String
  var isFatal: Bool
  var text: String

  init(_ finding: ProfileFinding, in language: Language) {
    code = Problem.profile([finding]).code
    isFatal = finding.isFatal
    text = language.text(.setUp(.finding(finding)))
  }
}
