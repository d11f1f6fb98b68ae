import ArgumentParser
import Diagnostics
import Foundation
import Link
import SyncEngine
import Transport

/// `pocket-sync pcapng CABLE FILE`: the line's bytes for Wireshark and its dissector.
struct PcapngCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pcapng",
    abstract: "Make a file for Wireshark of the bytes that 'record --cable' kept.",
    discussion: """
      The dissector is fixtures/protocol/pocket.lua: wireshark -X lua_script:pocket.lua FILE. \
      With the keys of the session it shows the messages: -o pocket.keylog:KEYS.
      """)

  @Argument(help: "A file that 'record --cable' made.")
  var cable: String

  @Argument(help: "The file to make.")
  var file: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      let trace = try Self.trace(cable)
      guard let form = trace.form else { throw Stop(.recording(.noFrames(path: cable))) }
      let bytes = CableCapture.file(trace, form, program: PocketSyncProgram.program)
      try NamedFile.createPrivate(file, bytes)
      console.result(.record(.exported(path: file, packets: trace.records.count)))
      if trace.isTorn { console.result(.record(.exportCut(path: cable))) }
    }
  }

  /// The bytes of a line; what follows a torn or damaged record is left off.
  static func trace(_ path: String) throws -> Trace {
    guard let bytes = try NamedFile.read(path, maximumBytes: CableCapture.traceMaximumBytes) else {
      throw Stop(.recording(.tooLong(path: path, atByte: CableCapture.traceMaximumBytes)))
    }
    do { return try Trace(decoding: Array(bytes)) } catch {
      throw Stop(.recording(.noTrace(path: path)))
    }
  }
}
