import Diagnostics
import Foundation
import Link
import PocketProtocol
import Records
import Testing
import Transport

/// Wireshark's own engine with our dissector, against what was recorded of the same session.
@Suite(.serialized) struct DissectorTests {
  /// One session in three files: messages, the line's bytes for Wireshark, keys.
  private struct Capture {
    let yard: Yard
    let recording: Recording
    let trace: Trace
    var file: String { yard.folder.path + "/a.pcapng" }
    var keys: String { yard.folder.path + "/a.keys" }

    init(_ line: Yard.Line) throws {
      yard = try Yard.settled()
      try yard.workApart()
      let folder = yard.folder.path
      let simulator = try Simulator(
        ["--farm", yard.pocket, "--sessions", "1"] + line.arguments, in: yard.folder)
      defer { simulator.stop() }
      try yard.expect(
        0,
        try yard.sync([
          "record", folder + "/a.pks", "--unmasked", "--pocket", simulator.address,
          "--cable", folder + "/a.trace", "--key-log", folder + "/a.keys",
        ]))
      try yard.expect(0, try yard.sync(["pcapng", folder + "/a.trace", folder + "/a.pcapng"]))
      recording = try Recording(
        decoding: Array(try Data(contentsOf: URL(filePath: folder + "/a.pks"))))
      trace = try Trace(
        decoding: Array(try Data(contentsOf: URL(filePath: folder + "/a.trace"))))
    }

    func fields(_ names: [String], keys: Bool = true, twice: Bool = false) throws -> [[[String]]] {
      try TShark.fields(
        names, of: file, keys: keys ? self.keys : nil, twice: twice, in: yard.folder)
    }
  }

  @Test(.enabled(if: TShark.isThere), arguments: Yard.Line.allCases)
  func `tshark finds the frames that our own reading finds`(line: Yard.Line) throws {
    let capture = try Capture(line)
    let form = try #require(capture.trace.form)
    #expect(form == (line == .pty ? .serial : .bulk))
    let ours = CableReading(capture.trace, form).frames
    try #require(ours.count > 20)
    let names = ["kind", "epoch", "from_pocket", "payload_bytes"].map { "pocket.frame." + $0 }
    let theirs = try capture.fields(names, keys: false)
    #expect(theirs.count == capture.trace.records.count)
    for (packet, found) in theirs.enumerated() {
      let frames = ours.filter { $0.packet == packet }
      #expect(found[0] == frames.map { String($0.kind.rawValue) }, "packet \(packet)")
      #expect(
        found[1].map { UInt16($0.dropFirst(2), radix: 16) } == frames.map(\.epoch),
        "packet \(packet)")
      #expect(found[2] == frames.map { $0.isFromPocket ? "1" : "0" }, "packet \(packet)")
      #expect(found[3] == frames.map { String($0.payloadBytes) }, "packet \(packet)")
    }
  }

  @Test(.enabled(if: TShark.isThere), arguments: Yard.Line.allCases)
  func `with the keys its fields are those of the recorded messages`(line: Yard.Line) throws {
    let capture = try Capture(line)
    let found = try capture.fields(["pocket.from_pocket", "pocket.message", "pocket.message.bytes"])
    for isFromPocket in [true, false] {
      let packets = found.filter { $0[0] == [isFromPocket ? "1" : "0"] }
      let recorded = capture.recording.messages.filter { $0.isFromPocket == isFromPocket }
      #expect(
        packets.flatMap { $0[1] }
          == recorded.map {
            isFromPocket
              ? (try? ToPC(decoding: $0.bytes))?.name ?? "-"
              : (try? ToPocket(decoding: $0.bytes))?.name ?? "-"
          })
      #expect(packets.flatMap { $0[2] } == recorded.map { String($0.bytes.count) })
    }
    #expect(
      try capture.fields(["pocket.message"], twice: true) == capture.fields(["pocket.message"]))
  }

  @Test(.enabled(if: TShark.isThere), arguments: Yard.Line.allCases)
  func `values in it are the session's own`(line: Yard.Line) throws {
    let capture = try Capture(line)
    let wanted = Shown(capture.recording.messages).values
    try #require(wanted.count >= 11)
    let names = wanted.keys.sorted()
    let found = try capture.fields(names)
    for (index, name) in names.enumerated() {
      // Within a message our reader and theirs may go through the columns in another order.
      #expect(found.flatMap { $0[index] }.sorted() == wanted[name]?.sorted(), "\(name)")
    }
  }

  @Test(.enabled(if: TShark.isThere))
  func `without the keys nothing of a message is shown, and the handshake is`() throws {
    let capture = try Capture(.tcp)
    let found = try capture.fields(
      ["pocket.message", "pocket.handshake.message", "pocket.record.opened"], keys: false)
    #expect(found.flatMap { $0[0] } == [])
    #expect(found.flatMap { $0[1] } == ["1", "2", "3"])
    #expect(Set(found.flatMap { $0[2] }) == ["0"])
  }

  @Test func `the dissector has the contract's messages and fields, to the number`() throws {
    func words(_ path: String) throws -> String {
      try String(contentsOf: CommandFile.project.appending(path: path), encoding: .utf8)
    }
    let proto = try words("fixtures/protocol/pocket.proto").split(separator: "\n")
      .map { $0.split(separator: "//", omittingEmptySubsequences: false)[0] }
      .joined(separator: "\n")
    var contract: [String] = []
    for message in proto.matches(of: /message (\w+) \{\n((?s:.*?))\n\}/) {
      contract.append(String(message.1))
      for field in message.2.matches(of: /(repeated )?(\w+) (\w+) = (\d+);/) {
        contract.append("\(field.3):\(field.4):\(field.2)\(field.1 == nil ? "" : "*")")
      }
    }
    try #require(contract.count > 100)
    let lua = try words("fixtures/protocol/pocket.lua")
    let block = try #require(lua.firstMatch(of: /local contract = \[\[((?s:.*?))\]\]/)).1
    #expect(block.split(whereSeparator: \.isWhitespace).map(String.init) == contract)
  }
}

/// What the dissector must show of a session's messages: field → values, as tshark writes them.
private struct Shown {
  /// Of a packed list no more numbers are shown.
  private static let numbersMaximum = 256
  private(set) var values: [String: [String]] = [:]

  init(_ messages: [RecordedMessage]) {
    for message in messages {
      if message.isFromPocket {
        if let message = try? ToPC(decoding: message.bytes) { take(message) }
      } else {
        if let message = try? ToPocket(decoding: message.bytes) { take(message) }
      }
    }
  }

  private mutating func add(_ name: String, _ value: some CustomStringConvertible) {
    values["pocket." + name, default: []].append(value.description)
  }

  private mutating func take(_ message: ToPC) {
    switch message {
    case .introduction(let introduction):
      add("introduction.label", introduction.label)
      add("introduction.device", introduction.device.hexadecimal)
      add("introduction.incarnation", introduction.incarnation)
      for dot in introduction.recent { add("dot_check.nonce", dot.nonce) }
    case .upBatch(let batch):
      for table in batch.tables {
        for nonce in table.nonces.prefix(Self.numbersMaximum) { add("table_changes.nonces", nonce) }
        for column in table.columns { take([column.base, column.new]) }
      }
    case .upEnd(let dot): add("up_end.last_number", dot.number)
    case .lostBatch, .downApplied, .farewell, .refusal, .probed: break
    }
  }

  private mutating func take(_ message: ToPocket) {
    switch message {
    case .hello(let hello):
      add("hello.farm_name", hello.farmName)
      add("hello.session", hello.session.hexadecimal)
      add("hello.wall_milliseconds", hello.wallMilliseconds)
    case .merged(let merged):
      add("merged.number", merged.number)
      add("merged.conflicts", merged.conflicts)
    case .downBatch(let batch):
      // What is zero is left out on the wire.
      if batch.rows.table > 0 { add("down_batch.table", batch.rows.table) }
      take(batch.rows.columns)
    case .welcome, .downEnd, .farewell, .refusal, .probe: break
    }
  }

  private mutating func take(_ columns: [Cells]) {
    for cells in columns {
      for number in cells.integers.prefix(Self.numbersMaximum) { add("cells.integers", number) }
    }
  }
}
