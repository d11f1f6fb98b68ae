import ArgumentParser
import Diagnostics
import Foundation
import PocketProtocol
import PocketSimulator
import Records
import SyncEngine

/// `pocket-sync replay FILE`: a recorded session once more, against everything that took part.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Replay a recorded session: both ends' machines, a simulated pocket, the farm.",
    discussion: """
      Nothing but the file is read, and nothing is changed: the farm that is replayed is the one
      in the file.
      """)

  @Argument(help: "A file that 'record' made.")
  var file: String

  @Flag(help: "Also read a recording whose session never ended, as far as it goes.")
  var partial = false

  @Option(help: "Also the line's bytes that 'record --cable' kept; every record must open.")
  var cable: String?

  @Option(help: "The session's keys, which that takes.")
  var keyLog: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (cable == nil) == (keyLog == nil) else {
      throw ValidationError("--cable and --key-log belong together.")
    }
  }

  func run() throws {
    try speaking(common) { console in
      let recording = try Self.read(file, partial: partial)
      var pc = PCReplay(recording)
      try tell(pc.run(), console) { .replayedPC(messages: $0) }
      var pocket = PocketReplay(recording)
      try tell(pocket.run(), console) { .replayedPocket(messages: $0) }
      try simulate(recording, console)
      try replayFarm(recording, console)
      if let cable, let keyLog { try replay(cable, keyLog, recording, console) }
      let codes = RecordedVerdict(of: recording)?.codes
      if let codes {
        console.result(
          .record(codes.isEmpty ? .endedWell : .endedWith(code: codes.joined(separator: ", "))))
      }
    }
  }

  /// The file as a recording; one without an end only where it is asked for.
  static func read(_ path: String, partial: Bool) throws -> Recording {
    let bytes = try NamedFile.read(path)
    do throws(RecordingError) {
      guard bytes.count <= Recording.fileMaximumBytes else { throw .overLimit(atByte: 0) }
      let recording = try Recording(decoding: Array(bytes))
      guard partial || recording.verdict != nil else { throw .unfinished }
      return recording
    } catch { throw Stop(error.problem(path: path)) }
  }

  private func tell(
    _ report: MachineReport, _ console: Console, _ sentence: (Int) -> RecordSentence
  ) throws {
    if let place = report.differsAt { throw differs(.message, place, report.detail) }
    console.result(.record(sentence(report.messages)))
  }

  private func simulate(_ recording: Recording, _ console: Console) throws {
    let messages = recording.messages
    guard let schema = recording.schema.flatMap({ SyncSchema(inWelcome: $0) }) else { return }
    let replay: SimulatorReplay
    do throws(RecreatedPocket.Missing) {
      replay = try SimulatorReplay(
        fromPocket: messages.filter(\.isFromPocket).map(\.bytes),
        fromPC: messages.filter { !$0.isFromPocket }.map(\.bytes), schema: schema)
    } catch { return console.result(.record(.simulatorLeftOut)) }
    let report = replay.run()
    if let place = report.differsAt { throw differs(.message, place, report.detail) }
    console.result(.record(.replayedSimulator(changes: report.changes)))
  }

  private func replayFarm(_ recording: Recording, _ console: Console) throws {
    guard recording.verdict != nil, let replay = SessionReplay(recording) else {
      return console.result(.record(.noFarm))
    }
    let report = try replay.run()
    if let first = report.differences.first {
      throw differs(first.part, first.number, first.detail)
    }
    console.result(
      .record(
        .replayedFarm(
          events: report.events, tables: report.tables.count, rows: report.rows)))
  }

  /// The line's bytes give the messages: the same ones, or of a masked session the same kinds.
  private func replay(
    _ cable: String, _ keyLog: String, _ recording: Recording, _ console: Console
  ) throws {
    let trace = try PcapngCommand.trace(cable)
    guard let form = trace.form else { throw Stop(.recording(.noFrames(path: cable))) }
    let keys = KeyLogFile(text: String(decoding: try NamedFile.read(keyLog), as: UTF8.self))
    let opened: OpenedCable
    do throws(OpenedCable.Fault) {
      opened = try OpenedCable(CableReading(trace, form), keys)
    } catch { throw differs(.message, 1, "\(error)") }
    let isMasked = recording.facts?.isMasked ?? true
    let recorded = recording.messages
    if let place = opened.differs(from: recorded, isMasked: isMasked) {
      throw differs(.message, place, cable)
    }
    console.result(
      .record(.replayedCable(path: cable, messages: opened.messages.count)))
  }

  private func differs(_ part: ReplayDifference.Part, _ number: Int, _ detail: String) -> Stop {
    Stop(.recording(.differs(path: file, part, number: number, detail: detail)))
  }
}
