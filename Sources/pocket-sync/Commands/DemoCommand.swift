import ArgumentParser
import Foundation
import SyncEngine

/// `pocket-sync demo`: the whole procedure on a farm that is made up.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show the main job on a made-up farm of 1,000 ha with a simulated pocket.")

  @Option(help: "Where the farm, the pocket and the pretended stick are kept.")
  var folder = NSHomeDirectory() + "/pocket-sync-demo"

  @Option(help: "Seed of the farm and of the week's work.")
  var seed: UInt64 = 1

  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      var demo = DemoRun(folder: DemoFolder(path: folder), seed: seed, console: console)
      do { try demo.run() } catch {
        let problem = Stop(of: error).problem
        guard case .program(.unexpected(let detail)) = problem else { throw Stop(problem) }
        throw Stop(.program(.demo(detail: detail)))
      }
    }
  }
}
