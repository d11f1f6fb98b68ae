import Diagnostics
import FarmDatabase
import Foundation
import PocketProtocol
import Testing
import Transport

/// `record`, `replay` and `pcapng`, as a technician types them.
@Suite(.serialized) struct RecordStoryTests {
  private static let settled = Result { try Yard.settled() }

  private static func yard() throws -> Yard {
    let yard = try Yard(copying: try settled.get())
    try yard.workApart()
    return yard
  }

  /// Records one dock of the yard.
  private static func record(
    _ yard: Yard, _ line: Yard.Line, cutAfter cut: Int? = nil, _ options: [String]
  ) throws -> Program.Outcome {
    var plug = ["--farm", yard.pocket, "--sessions", "1"] + line.arguments
    if let cut { plug += ["--cut-after", String(cut)] }
    let simulator = try Simulator(plug, in: yard.folder)
    defer { simulator.stop() }
    let file = yard.folder.path + "/a.pks"
    return try yard.sync(["record", file, "--pocket", simulator.address] + options)
  }

  private static func recording(_ yard: Yard) throws -> Recording {
    let bytes = try Data(contentsOf: yard.folder.appending(path: "a.pks"))
    return try Recording(decoding: Array(bytes))
  }

  @Test(arguments: Yard.Line.allCases)
  func `a recorded dock does what a dock does, and replays to the bit`(line: Yard.Line) throws {
    let yard = try Self.yard()
    let plain = try Yard(copying: yard)
    try yard.expect(0, try plain.dock(line))
    try yard.expect(0, try Self.record(yard, line, ["--with-database"]))
    // Identities that the PC draws differ between two runs; what they do does not.
    let (recorded, docked) = (try yard.state(), try plain.state())
    #expect(recorded.pocket.digest == docked.pocket.digest)
    #expect(recorded.rows == docked.rows)
    let outcome = try yard.sync(["replay", yard.folder.path + "/a.pks"])
    #expect(outcome.status == 0, "\(outcome.words)")
    #expect(outcome.output.contains("Base de la ferme : "))
    #expect(!outcome.output.contains("laissé de côté"))
    try #require(try Self.recording(yard).outcome != nil)
  }

  @Test func `no text of the farm that has a stand-in is in a masked recording`() throws {
    let yard = try Self.yard()
    let people = try Program.sqlite(
      yard.database,
      """
      SELECT full_name FROM operator UNION SELECT label FROM parcel UNION SELECT ear_tag FROM animal
      UNION SELECT name FROM farm UNION SELECT note FROM intervention WHERE length(note) > 8
      UNION SELECT herd_no FROM farm UNION SELECT supplier FROM stock_lot WHERE length(supplier) > 5
      """, in: yard.folder
    ).filter { $0.utf8.count > 5 }
    try #require(people.count > 50)
    try yard.expect(0, try Self.record(yard, .tcp, ["--with-database"]))
    let masked = try Self.recording(yard)
    #expect(people.filter { Self.holds(masked, $0) } == [])
    let isNamed = Self.holds(masked, "\"label\":\"Pocket\"")
    #expect(!isNamed)

    let open = try Self.yard()
    try open.expect(0, try Self.record(open, .tcp, ["--with-database", "--unmasked"]))
    let plain = try Self.recording(open)
    #expect(people.count { Self.holds(plain, $0) } > people.count / 2)
  }

  @Test func `the name of a pocket that is not let in has a stand-in as well`() throws {
    let yard = try Self.yard()
    try yard.expect(0, try yard.sync(["retire", "Pocket", "--reason", "perdu"]))
    let outcome = try Self.record(yard, .tcp, ["--with-database"])
    #expect(outcome.status == 10 && outcome.words.contains("Pocket"))
    let recording = try Self.recording(yard)
    let faults = recording.entries.compactMap {
      if case .fault(_, let error) = $0.step { String(decoding: error, as: UTF8.self) } else { nil }
    }
    #expect(faults.count == 1 && faults[0].contains("\"retired\":{\"name\":\""))
    #expect(!faults[0].contains("Pocket"))
    let replay = try yard.sync(["replay", yard.folder.path + "/a.pks"])
    #expect(replay.status == 0, "\(replay.words)")
    #expect(replay.output.contains("[POCKET-08]"))
  }

  private static func holds(_ recording: Recording, _ text: String) -> Bool {
    let wanted = Data(text.utf8)
    return recording.entries.contains { entry in
      let bytes: [UInt8]
      switch entry.step {
      case .sent(let content), .received(let content), .database(let content),
        .ledger(let content), .event(let content), .verdict(let content), .outcome(let content):
        bytes = content
      default: return false
      }
      return Data(bytes).range(of: wanted) != nil
    }
  }

  @Test func `a session that a cut ends is recorded with its code and replays`() throws {
    let yard = try Self.yard()
    let outcome = try Self.record(yard, .tcp, cutAfter: 9_000, ["--with-database"])
    #expect(outcome.status == 10, "\(outcome.words)")
    let replay = try yard.sync(["replay", yard.folder.path + "/a.pks"])
    #expect(replay.status == 0, "\(replay.words)")
    #expect(replay.output.contains("[POCKET-06]"), "\(replay.output)")
  }

  @Test func `a file that is cut, damaged, newer or none is told with a code and a remedy`() throws
  {
    let yard = try Self.yard()
    try yard.expect(0, try Self.record(yard, .tcp, []))
    let file = yard.folder.appending(path: "a.pks")
    let whole = try Data(contentsOf: file)
    let ends = try Self.entryEnds(Array(whole))
    var flipped = whole
    flipped[whole.count / 2] ^= 1
    var newer = whole
    newer[8] = 9
    let cases: [(Data, String)] = [
      (whole.prefix(5), "REC-01"), (newer, "REC-02"), (whole.prefix(whole.count - 1), "REC-03"),
      (flipped, "REC-04"), (whole.prefix(ends[ends.count - 2]), "REC-06"),
    ]
    for (bytes, code) in cases {
      try bytes.write(to: file)
      let outcome = try yard.sync(["replay", file.path])
      #expect(outcome.status == 17, "\(code)")
      #expect(outcome.words.contains("[\(code)]") && outcome.words.contains("→"), "\(code)")
    }
    try whole.prefix(ends[ends.count - 2]).write(to: file)
    #expect(try yard.sync(["replay", file.path, "--partial"]).status == 0)
  }

  /// Where each entry of a recording ends.
  private static func entryEnds(_ bytes: [UInt8]) throws -> [Int] {
    var end = 21
    return try Recording(decoding: bytes).entries.map { entry in
      end += try entry.encoded().count
      return end
    }
  }

  @Test func `keys are written only where they are asked for, and for their owner alone`() throws {
    let yard = try Self.yard()
    let (cable, keys) = (yard.folder.path + "/a.trace", yard.folder.path + "/a.keys")
    let refused = try yard.sync(["record", "b.pks", "--key-log", keys])
    #expect(refused.status == 64)
    let outcome = try Self.record(yard, .pty, ["--cable", cable, "--key-log", keys])
    try yard.expect(0, outcome)
    #expect(outcome.output.contains("contient les clés"))
    let mode = try FileManager.default.attributesOfItem(atPath: keys)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let replay = try yard.sync(
      ["replay", yard.folder.path + "/a.pks", "--cable", cable, "--key-log", keys])
    #expect(replay.status == 0, "\(replay.words)")
    #expect(replay.output.contains("tous ouverts"))
    // One wrong bit of a key opens nothing.
    let text = try String(contentsOfFile: keys, encoding: .utf8)
    let last = text.dropLast().last == "0" ? "1" : "0"
    try (text.dropLast(2) + last + "\n").write(toFile: keys, atomically: true, encoding: .utf8)
    let wrong = try yard.sync(
      ["replay", yard.folder.path + "/a.pks", "--cable", cable, "--key-log", keys])
    #expect(wrong.status == 17 && wrong.words.contains("notAuthentic"))
  }

  @Test func `bytes of a line that are damaged are told as such, and those before are shown`()
    throws
  {
    let yard = try Self.yard()
    let cable = yard.folder.appending(path: "a.trace")
    try yard.expect(0, try Self.record(yard, .tcp, ["--cable", cable.path]))
    let whole = try yard.sync(["pcapng", cable.path, yard.folder.path + "/a.pcapng"])
    #expect(whole.status == 0 && !whole.output.contains("abîmé"))
    var bytes = try Data(contentsOf: cable)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: cable)
    let damaged = try yard.sync(["pcapng", cable.path, yard.folder.path + "/b.pcapng"])
    #expect(damaged.status == 0 && damaged.output.contains("abîmé"))
  }

  @Test func `a recording never takes a file's place, nor stays where nothing passed`() throws {
    let yard = try Self.yard()
    let file = yard.folder.path + "/a.pks"
    let nobody = try yard.sync(["record", file, "--pocket", "/dev/nobody"])
    #expect(nobody.status == 10 && !FileManager.default.fileExists(atPath: file))
    try Data([1]).write(to: URL(filePath: file))
    let taken = try yard.sync(["record", file, "--pocket", "/dev/nobody"])
    #expect(taken.status == 64 && taken.words.contains("[USE-08]"))
    #expect(try Data(contentsOf: URL(filePath: file)) == Data([1]))
  }
}
