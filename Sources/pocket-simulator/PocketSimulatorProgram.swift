import ArgumentParser
import Foundation
import PocketProtocol
import PocketSimulator
import Records
import SealedChannel
import Transport

/// The other end of the cable, for tests and demonstrations.
@main
struct PocketSimulatorProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pocket-simulator",
    abstract: "A pocket with a store of its own, on a serial line, a TCP port or a USB cable.")

  @Option(help: "The folder that holds the pocket; made where it is missing.")
  var farm: String

  @Option(help: "The name of a new pocket.")
  var label = "Pocket"

  @OptionGroup var line: LineOptions
  @OptionGroup var pairing: PairingOptions
  @OptionGroup var work: WorkOptions

  @Option(help: "Exit after so many sessions that ended in order.")
  var sessions: Int?

  @Flag(help: "Print what the pocket holds as JSON, at the end.")
  var show = false

  mutating func validate() throws {
    try line.validate()
    if let sessions, sessions < 1 { throw ValidationError("--sessions 1 or more") }
  }

  func run() throws {
    let store = try PocketStore(folder: farm, label: label)
    if !work.workLater { try work.run(on: store, seed: line.seed) }
    let isFine = line.isUsed ? try serve(store) : true
    if show { Output.line(try json(store.summary())) }
    if !isFine { throw ExitCode.failure }
  }

  private func serve(_ store: PocketStore) throws -> Bool {
    let port = try LinePort(
      line, pairing.pairing, keys: KeyFile(path: farm + "/keys.json"))
    Output.line(port.name)
    if line.loop { try port.giveBack() }
    var ended = 0
    var isFine = true
    var hasWorked = false
    while sessions.map({ ended < $0 }) ?? true {
      do throws(SimulatorFault) {
        guard let outcome = try port.session(store) else { continue }
        Output.line("session \(outcome.rawValue)")
        if work.workLater, !hasWorked {
          do { try work.run(on: store, seed: line.seed) } catch { Output.line("work \(error)") }
          hasWorked = true
        }
        ended += 1
      } catch .line(let error) {
        Output.line("line \(error)")
      } catch {
        Output.line("session failed \(error)")
        ended += 1
        isFine = false
      }
    }
    return isFine
  }

  private func json(_ summary: PocketSummary) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(summary), as: UTF8.self)
  }
}

/// Lines on standard output, each written at once so that a reader need not wait.
enum Output {
  static func line(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}
