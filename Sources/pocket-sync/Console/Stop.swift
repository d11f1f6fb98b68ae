import ArgumentParser
import Backup
import Delivery
import Diagnostics
import FarmDatabase
import Foundation
import SealedChannel
import SyncEngine

/// A command ends here: the problem that the person is told of.
struct Stop: Error {
  let problem: Problem

  init(_ problem: Problem) { self.problem = problem }

  /// Everything that a command can meet, as a problem of the catalogue.
  init(of error: any Error) {
    switch error {
    case let stop as Stop: self = stop
    case let error as SyncError: problem = error.problem
    case let error as FarmDatabaseError: problem = SyncError.database(error).problem
    case let error as KeyFileError: problem = SyncError.sealed(.keys(error), at: "").problem
    case let error as BackupError: problem = SyncError.backup(error).problem
    case let error as CopyKeyFault: problem = error.problem
    case let error as MailError: problem = error.problem
    case let error as ServerError: problem = error.problem
    case let error as OutboxError: problem = error.problem
    case let fault as BundleFault: problem = fault.problem
    default:
      problem = NamedFile.problem(error) ?? .program(.unexpected(detail: String(describing: error)))
    }
  }
}

extension ParsableCommand {
  /// Runs a command's body; what stops it is explained in the person's language.
  func speaking(_ common: CommonOptions, _ body: (Console) throws -> Void) throws {
    let configured = (try? Configuration.load())?.language.flatMap(Language.init(rawValue:))
    let language = Language.chosen(
      common.language ?? configured, environment: ProcessInfo.processInfo.environment)
    let console = Console(language: language, isQuiet: common.quiet)
    do { try body(console) } catch let code as ExitCode {
      throw code
    } catch {
      let problem = Stop(of: error).problem
      console.explain(problem)
      throw ExitCode(problem.exitStatus.rawValue)
    }
  }
}
