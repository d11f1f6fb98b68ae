import Foundation
import Testing

/// The test of a line, against a line whose rate and faults are known.
@Suite(.serialized) struct LinkTestStoryTests {
  private struct Line: Decodable {
    struct Way: Decodable {
      let bytesPerSecond: Double?
      let share: Double?
      let framesSent: UInt64
      let framesResent: UInt64

      var loss: Double { Double(framesResent) / Double(framesSent) }
    }
    struct Sample: Decodable {
      struct Frames: Decodable { let wireBytesSent: Double }
      let phase: String
      let answered: Double
      let frames: Frames
    }
    let limitBytesPerSecond: Int?
    let medianMicroseconds: UInt64?
    let slowMicroseconds: UInt64?
    let toPocket: Way
    let fromPocket: Way
    let framesBroken: UInt64
    let verdict: String
    let samples: [Sample]
  }

  /// Far above what a cradle has, so that some seconds hold enough frames to count.
  private static let baud = 2_000_000
  private static let bytesPerSecond = 200_000.0

  private func test(
    _ yard: Yard, _ line: [String], seconds: Int, baud: Int? = LinkTestStoryTests.baud,
    _ more: [String] = ["--json"]
  ) throws -> Program.Outcome {
    let simulator = try Simulator(["--farm", yard.pocket] + line, in: yard.folder)
    defer { simulator.stop() }
    let address = simulator.address + (baud.map { "@\($0)" } ?? "")
    return try yard.sync(
      ["link-test", "--pocket", address, "--seconds", String(seconds)] + more)
  }

  private func read(_ outcome: Program.Outcome) throws -> Line {
    #expect(outcome.status == 0, "\(outcome.words)")
    return try JSONDecoder().decode(Line.self, from: Data(outcome.output.utf8))
  }

  private func near(_ value: Double?, _ wanted: Double) -> Bool {
    value.map { abs($0 - wanted) <= wanted / 10 } ?? false
  }

  @Test func `a clean line shows the rate that was set, both ways, and no repeats`() throws {
    let yard = try Yard.settled()
    let found = try read(
      try test(yard, ["--pty", "--baud", String(Self.baud), "--latency", "5"], seconds: 6))
    #expect(found.limitBytesPerSecond == Self.baud / 10)
    #expect(near(found.toPocket.bytesPerSecond, Self.bytesPerSecond), "\(found.toPocket)")
    #expect(near(found.fromPocket.bytesPerSecond, Self.bytesPerSecond), "\(found.fromPocket)")
    #expect(found.toPocket.loss < 0.01 && found.fromPocket.loss < 0.01)
    #expect(found.verdict == "good")
    let median = try #require(found.medianMicroseconds)
    #expect(median >= 10_000, "two delays of 5 ms")
    #expect(found.slowMicroseconds ?? 0 >= median)
  }

  @Test func `a lossy line shows the loss that was set, and the rate that it leaves`() throws {
    let yard = try Yard.settled()
    let drop = 0.08
    let found = try read(
      try test(
        yard, ["--pty", "--baud", String(Self.baud), "--drop", String(drop), "--seed", "3"],
        seconds: 30))
    // Some thousand frames: with so many the share of both ways together varies by a few percent.
    let (there, back) = (found.toPocket, found.fromPocket)
    let lost = Double(there.framesResent + back.framesResent)
    #expect(near(lost / Double(there.framesSent + back.framesSent), drop), "\(there) \(back)")
    for way in [there, back] {
      // What was lost passes once more, and takes its time from what is new.
      #expect(near(way.bytesPerSecond, Self.bytesPerSecond * (1 - drop)), "\(way)")
    }
    #expect(["faulty", "hopeless"].contains(found.verdict))
  }

  @Test func `the report says it in French, with three plots and nothing from elsewhere`() throws {
    let yard = try Yard.settled()
    let page = yard.folder.path + "/ligne.html"
    let told = try test(
      yard, ["--pty", "--baud", String(Self.baud), "--flip", "0.1"], seconds: 4,
      ["--report", page])
    #expect(told.status == 0, "\(told.words)")
    let sentence = "La ligne perd des données : c'est le câble ou la prise ; essayez-en un autre."
    #expect(told.output.contains(sentence), "\(told.output)")
    #expect(told.output.contains(/Du PC au pocket : [0-9,]+.ko\/s, soit [0-9]+.% de ce que/))
    #expect(told.output.contains(/Trames abîmées à l'arrivée : [0-9]+/))
    #expect(told.output.contains(/En cours d'essai : [▁-█]{2,30}/))
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.contains("lang=\"fr\"") && text.contains("essayez-en un autre"))
    #expect(text.ranges(of: "<svg").count == 3 && text.contains("<rect"))
    for figure in text.split(separator: "<figure>").dropFirst() {
      let marks = figure.matches(of: /dy="[^"]*">([^<]+?)\s*<\/text>/).map(\.1)
      #expect(Set(marks).count == 5, "an axis from 0 up: \(marks)")
    }
    #expect(!text.contains("http") && text.contains("prefers-color-scheme: dark"))
  }

  @Test func `a pocket that does not know the test is told so, and loses nothing by it`() throws {
    let yard = try Yard.settled()
    let told = try test(
      yard, ["--tcp", "0", "--without-probes", "--sessions", "2"], seconds: 2, baud: nil, [])
    #expect(told.status == 0, "\(told.words)")
    #expect(told.output.contains("ne connaît pas l'essai de ligne"))
    #expect(told.output.contains("Aller-retour : "))
    #expect(!told.output.contains("Du PC au pocket"))
    try yard.expect(0, try yard.dock(.tcp))
  }
}
