import ArgumentParser
import Backup
import CopyFaults

/// One copy of a yard, for somebody else to hit; a refusal is its status and a line.
struct OneCopyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "one-copy", abstract: "One copy of a yard, for a campaign to hit.",
    shouldDisplay: false)

  @Argument var folder: String

  func run() throws {
    do throws(BackupError) {
      _ = try CopyYard(folder: folder).bareCopy(partBytes: 1_100_000)
    } catch {
      print(error)
      throw ExitCode(10)
    }
  }
}
