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

  @Flag(help: "Print what was found as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (cable == nil) == (keyLog == nil) else {
      throw ValidationError("--cable and --key-log belong together.")
    }
  }

  /// What a replay found, where all is as it was.
  private struct Found: Encodable {
    var isMasked: Bool
    var pcMessages = 0
    var pocketMessages = 0
    var simulatedChanges: Int?
    var events: Int?
    var tables: [RecordedTable]?
    var cableMessages: Int?
    var codes: [String]?
  }

  func run() throws {
    try speaking(common) { console in
      let recording = try Self.read(file, partial: partial)
      var found = Found(isMasked: recording.facts?.isMasked ?? true)
      let say: (RecordSentence) -> Void = { if !json { console.result(.record($0)) } }
      let hasEndedWell = RecordedVerdict(of: recording)?.codes == []
      var pc = PCReplay(recording)
      found.pcMessages = try messages(pc.run(), isWhole: hasEndedWell)
      say(.replayedPC(messages: found.pcMessages))
      var pocket = PocketReplay(recording)
      found.pocketMessages = try messages(pocket.run(), isWhole: hasEndedWell)
      say(.replayedPocket(messages: found.pocketMessages))
      found.simulatedChanges = try simulate(recording)
      say(found.simulatedChanges.map { .replayedSimulator(changes: $0) } ?? .simulatorLeftOut)
      try replayFarm(recording, &found, say)
      if let cable, let keyLog {
        let messages = try replay(cable, keyLog, recording)
        found.cableMessages = messages
        say(.replayedCable(path: cable, messages: messages))
      }
      found.codes = RecordedVerdict(of: recording)?.codes
      if let codes = found.codes {
        say(codes.isEmpty ? .endedWell : .endedWith(code: codes.joined(separator: ", ")))
      }
      if json { try console.json(found) }
    }
  }

  /// The file as a recording; one without an end only where it is asked for.
  static func read(_ path: String, partial: Bool) throws -> Recording {
    let bytes = try NamedFile.read(path, maximumBytes: Recording.fileMaximumBytes)
    do throws(RecordingError) {
      guard let bytes else { throw .overLimit(atByte: Recording.fileMaximumBytes) }
      let recording = try Recording(decoding: Array(bytes))
      guard partial || recording.verdict != nil else { throw .unfinished }
      return recording
    } catch { throw Stop(error.problem(path: path)) }
  }

  /// A session that ended well was whole: both ends said all that they had to say.
  private func messages(_ report: MachineReport, isWhole: Bool) throws -> Int {
    if let place = report.differsAt { throw differs(.message, place, report.detail) }
    if isWhole, !report.isWhole { throw differs(.message, report.messages + 1, "-") }
    return report.messages
  }

  /// Changes that the pocket offered; nil where the recording has not what it takes to make it.
  private func simulate(_ recording: Recording) throws -> Int? {
    let messages = recording.messages
    guard let schema = recording.schema.flatMap({ SyncSchema(inWelcome: $0) }) else { return nil }
    let replay: SimulatorReplay
    do throws(RecreatedPocket.Missing) {
      replay = try SimulatorReplay(
        fromPocket: messages.filter(\.isFromPocket).map(\.bytes),
        fromPC: messages.filter { !$0.isFromPocket }.map(\.bytes), schema: schema)
    } catch .contradiction { throw differs(.message, 1, "Introduction") } catch { return nil }
    let report = replay.run()
    if let place = report.differsAt { throw differs(.message, place, report.detail) }
    return report.changes
  }

  private func replayFarm(
    _ recording: Recording, _ found: inout Found, _ say: (RecordSentence) -> Void
  ) throws {
    guard recording.verdict != nil, let replay = SessionReplay(recording) else {
      return say(.noFarm)
    }
    let report = try replay.run()
    if let first = report.differences.first {
      throw differs(first.part, first.number, first.detail)
    }
    // A run that was killed right after its session has not told what the tables held.
    let tables = recording.outcome == nil ? [] : report.tables
    (found.events, found.tables) = (report.events, tables)
    say(
      .replayedFarm(
        events: report.events, tables: tables.count, rows: tables.reduce(0) { $0 + $1.rows }))
  }

  /// The line's bytes give the messages: the same ones, or of a masked session the same sizes.
  private func replay(_ cable: String, _ keyLog: String, _ recording: Recording) throws -> Int {
    let trace = try PcapngCommand.trace(cable)
    guard let form = trace.form else { throw Stop(.recording(.noFrames(path: cable))) }
    guard let log = try NamedFile.read(keyLog, maximumBytes: KeyLogFile.maximumBytes) else {
      throw Stop(.recording(.tooLong(path: keyLog, atByte: KeyLogFile.maximumBytes)))
    }
    let keys = KeyLogFile(text: String(decoding: log, as: UTF8.self))
    let opened: OpenedCable
    do throws(OpenedCable.Fault) {
      opened = try OpenedCable(CableReading(trace, form), keys)
    } catch { throw differs(.message, 1, "\(error)") }
    let isMasked = recording.facts?.isMasked ?? true
    if let place = opened.differs(from: recording.messages, isMasked: isMasked) {
      throw differs(.message, place, cable)
    }
    return opened.messages.count
  }

  private func differs(_ part: ReplayDifference.Part, _ number: Int, _ detail: String) -> Stop {
    Stop(.recording(.differs(path: file, part, number: number, detail: detail)))
  }
}
