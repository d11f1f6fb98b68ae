import ArgumentParser
import Backup
import CopyFaults
import Foundation
import Glibc

/// Single steps of a campaign, for scripts that bring the faults themselves.
struct YardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yard", abstract: "Single steps on a folder with a database and a medium.",
    subcommands: [Make.self, Change.self, Copy.self, Judge.self, Prove.self])

  /// Where the yard lies, and its medium.
  struct Place: ParsableArguments {
    @Argument(help: "The yard's folder, on the local disk.")
    var folder: String
    @Option(help: "Where the medium is mounted.")
    var medium: String?

    var yard: CopyYard { CopyYard(folder: folder, medium: medium) }
  }

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A new database.")
    @OptionGroup var place: Place
    @Option(help: "Its rows, 400 bytes each.")
    var rows = 3_000

    func run() throws { try place.yard.make(rows: rows) }
  }

  struct Change: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Changes rows of the database.")
    @OptionGroup var place: Place
    @Option(help: "How many.")
    var rows = 50
    @Option(help: "The first of them.")
    var from = 1

    func run() throws { try place.yard.database.change(rows: rows, from: from) }
  }

  struct Copy: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One copy; 10 and the reason where it was refused.")
    @OptionGroup var place: Place
    @Option(help: "A command for the shell in mid-copy, before the first report of --during.")
    var hook: String?
    @Option(help: "The phase: \(CopyProgress.Phase.allCases.map(\.rawValue)).")
    var during: String = CopyProgress.Phase.writing.rawValue

    func run() throws {
      var status = stat()
      let medium = place.yard.medium
      guard stat(medium, &status) == 0 else { throw ValidationError("There is no \(medium).") }
      let hook = Hook(command: hook, phase: CopyProgress.Phase(rawValue: during))
      let outcome: WriteOutcome
      do {
        // The device that the medium is judged by, as the program has it from its list of volumes.
        outcome = try place.yard.copy(device: UInt64(status.st_dev), report: hook.note)
      } catch let error as BackupError {
        print(error)
        throw ExitCode(10)
      }
      switch outcome {
      case .sealed(let backup): print("sealed \(backup.manifest.generation)")
      case .unchanged(let generation): print("unchanged \(generation)")
      }
    }
  }

  struct Judge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every generation that was published verifies and restores to the bit.")
    @OptionGroup var place: Place

    func run() throws {
      let found = try place.yard.judge(place.yard.medium)
      print("\(found.restored) restored\(found.isNewOne ? ", one was published in the fault" : "")")
    }
  }

  struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Judges what a fault left, makes the next copy and judges once more.")
    @OptionGroup var place: Place

    func run() throws {
      let proof = try place.yard.prove(place.yard.medium)
      print("\(proof.restored) restored\(proof.isNewOne ? ", one was published in the fault" : "")")
    }
  }
}

/// Runs a command once, at the first report of a phase.
private final class Hook {
  private var command: String?
  private let phase: CopyProgress.Phase?

  init(command: String?, phase: CopyProgress.Phase?) {
    self.command = command
    self.phase = phase
  }

  func note(_ progress: CopyProgress) {
    guard let command, progress.phase == phase else { return }
    self.command = nil
    _ = system(command)
  }
}
