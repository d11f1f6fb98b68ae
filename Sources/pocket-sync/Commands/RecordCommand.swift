import ArgumentParser
import Diagnostics
import FarmDatabase
import Foundation
import SealedChannel
import SyncEngine
import Transport

/// `pocket-sync record FILE`: one dock as always, with all of it in a file.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Take a pocket's records over, and keep the session in a file to be replayed.",
    discussion: """
      Personal texts in the file have stand-ins: as long, and equal where the texts are. Numbers,
      days and identities stay. 'replay' plays the file again.
      """)

  @Argument(help: "The file to make.")
  var file: String

  @Flag(help: "With the farm's file as it stands before the session, so that all can be replayed.")
  var withDatabase = false

  @Flag(help: "Leave personal texts as they are: for who may read the farm's records.")
  var unmasked = false

  @Option(help: "Also keep the line's own bytes, sealed as they pass, in this file.")
  var cable: String?

  @Option(
    help: """
      Also write the session's keys to this file: who has it reads all that --cable kept. \
      Never send it on; delete it after use.
      """)
  var keyLog: String?

  @Option(help: "Also keep what passes on the pocket's USB port, in this file for Wireshark.")
  var usbmon: String?

  @Option(help: "Let another run finish first, for so many seconds at most.")
  var wait = 0

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var docks: DockOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard keyLog == nil || cable != nil else {
      throw ValidationError("--key-log is for the bytes that --cable keeps.")
    }
  }

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let path = try database.path()
      let isStopped = { Interruption.stop.isRaised }
      try RunLock.hold(besideDatabase: path, waitSeconds: wait, isStopped: isStopped) {
        let recorder = try recorder()
        // Where nothing passed such a file says nothing.
        defer { if !recorder.hasBegun { try? NamedFile.discard(file) } }
        let farm = try FarmDatabase(path: path, surroundings: recorder.surroundings)
        try record(farm, recorder, console)
      }
    }
  }

  private func recorder() throws -> SessionRecorder {
    do throws(RecordingError) {
      return try SessionRecorder(
        to: file,
        SessionRecorder.Options(
          withDatabase: withDatabase, isMasked: !unmasked, program: PocketSyncProgram.program))
    } catch .system(_, EEXIST) {
      throw Stop(.usage(.fileExists(path: file)))
    } catch { throw Stop(error.problem(path: file)) }
  }

  private func record(
    _ farm: FarmDatabase, _ recorder: SessionRecorder, _ console: Console
  ) throws {
    let addresses = try docks.addresses(for: farm)
    guard let address = addresses.first else { throw SyncError.noPocket }
    guard addresses.count == 1 else { throw SyncError.severalPockets(addresses.map(\.text)) }
    console.say(.record(.recording(path: file)))
    let taps = try Taps(cable: cable, keyLog: keyLog, usbmon: usbmon, at: address, of: farm)
    let run = SyncRun(
      farm, addresses: [address], connect: taps.connect, keys: taps.keys,
      program: PocketSyncProgram.program, stop: Interruption.stop,
      decorate: { line throws(SyncError) in try recorder.line(over: line, of: farm) }
    ) { event in
      recorder.note(event)
      console.show(event)
    }
    let result: Result<VisitReport, SyncError>
    do throws(SyncError) {
      let visits = try run.synchronise()
      console.traffic(visits)
      result = .success(visits[0])
    } catch { result = .failure(error) }
    // A capture that failed must not leave the recording of the session without its end.
    let captured = Result { try taps.finish(hasBegun: recorder.hasBegun) }
    if recorder.hasBegun {
      console.tell(try recorder.end(result, farm), file)
      if let cable { console.result(.record(.cable(path: cable))) }
      if let keyLog { console.result(.record(.keys(path: keyLog))) }
      if let usbmon, let captured = try captured.get() {
        console.result(.record(.usbCaptured(path: usbmon, packets: captured.packets)))
        if captured.lostPackets > 0 {
          console.result(.record(.usbLost(packets: captured.lostPackets)))
        }
      }
    }
    if case .failure(let error) = result { throw error }
  }
}

extension Console {
  fileprivate func tell(_ recording: SessionRecording, _ file: String) {
    result(.record(.recorded(path: file, messages: recording.messages)))
    result(.record(recording.isMasked ? .masked : .unmasked(path: file)))
    if recording.isFarmLeftOut { result(.record(.farmLeftOut)) }
    if let isProven = recording.isProven { result(.record(isProven ? .proven : .notProven)) }
  }
}
