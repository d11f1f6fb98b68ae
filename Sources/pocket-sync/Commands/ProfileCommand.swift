import ArgumentParser
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// `pocket-sync profile`: drafts and checks sync profiles.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Draft or check a sync profile.",
    subcommands: [Suggest.self, Check.self])

  /// Drafts a profile from any SQLite file.
  struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draft a profile from an SQLite file; the draft goes to standard output.")

    @Argument(help: "The farm program's SQLite file.")
    var path: String

    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        console.result(try ProfileFile.text(try ProfileAdvice.suggest(path: path, name: name)))
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

    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let chosen = try ProfileFile.read(profile)
        let findings = try ProfileAdvice.check(path: path, profile: chosen)
        for finding in findings where !finding.isFatal {
          console.result(.setUp(.finding(finding)))
        }
        let fatal = findings.filter(\.isFatal)
        guard fatal.isEmpty else {
          throw SyncError.database(.profileDoesNotFit(fatal))
        }
        console.result(.setUp(.fits(profile: chosen.name)))
      }
    }
  }
}
