import Foundation
import Testing

/// One verdict of `pocket-sync conformance --json`.
struct JudgedRule: Decodable, Sendable {
  let rule: String
  let document: String
  let text: String
  let verdict: String
  let reason: String?
}

/// A whole run of the book.
struct Judged: Sendable {
  let status: Int32
  let rules: [JudgedRule]
}

/// Runs the book against a pocket that listens already.
enum Judge {
  /// As `scripts/conformance` asks for it: nothing is left out.
  static let isLong = ProcessInfo.processInfo.environment["CONFORMANCE_LONG"] != nil

  static func run(
    _ address: String, key: String, in folder: URL, _ arguments: [String] = []
  ) throws -> Judged {
    let outcome = try Program.run(
      "pocket-sync",
      ["conformance", "--json", "--quiet", "--pocket", address, "--key", key]
        + (isLong ? [] : ["--quick"]) + arguments, in: folder)
    guard !outcome.output.isEmpty else { throw ProgramFailed(words: outcome.words) }
    return Judged(
      status: outcome.status,
      rules: try JSONDecoder().decode([JudgedRule].self, from: Data(outcome.output.utf8)))
  }

  static func broken(_ rules: [JudgedRule]) -> [String] {
    rules.filter { $0.verdict == "violated" || $0.verdict == "notJudged" }.map {
      "\($0.rule) \($0.verdict): \($0.reason ?? "")"
    }
  }
}

@Suite struct ConformanceTests {
  @Test(arguments: Yard.Line.allCases)
  func `the simulator keeps to every rule that its line can show`(line: Yard.Line) async throws {
    let judged = try await Waiting.run {
      let yard = try Yard()
      let simulator = try LoneSimulator(yard, line)
      defer { simulator.stop() }
      return try Judge.run(simulator.address, key: KitPocket.key, in: yard.folder)
    }
    #expect(Judge.broken(judged.rules) == [])
    #expect(judged.status == 0)
    #expect(judged.rules.count { $0.verdict == "passed" } >= 80)
  }

  @Test(
    .enabled(if: KitPocket.isInstalled, "Python's protobuf and cryptography are not installed"),
    arguments: Yard.Line.allCases)
  func `the pocket that was written from the documents keeps to every rule`(
    line: Yard.Line
  ) async throws {
    let judged = try await Waiting.run {
      let yard = try Yard()
      let pocket = try KitPocket(
        yard.folder, line.arguments + ["--label", "Kit", "--records", "12"])
      defer { pocket.stop() }
      return try Judge.run(pocket.address, key: KitPocket.key, in: yard.folder)
    }
    #expect(Judge.broken(judged.rules) == [])
    #expect(judged.status == 0)
    #expect(judged.rules.count { $0.verdict == "passed" } >= 80)
  }

  @Test(
    .enabled(if: KitPocket.isInstalled, "Python's protobuf and cryptography are not installed"))
  func `a person reads which rule is broken, in the words of its document`() throws {
    let yard = try Yard()
    let mutant = try #require(Mutant.onTCP.first { $0.rule == "P7" })
    let kit = try KitPocket.mutant(mutant.changes, in: yard.folder)
    let pocket = try KitPocket(yard.folder, ["--tcp", "0"], kit: kit)
    defer { pocket.stop() }
    let outcome = try Program.run(
      "pocket-sync",
      [
        "conformance", "--pocket", pocket.address, "--key", KitPocket.key, "--only", "P7", "L2",
      ], in: yard.folder)
    #expect(outcome.status == 10)
    #expect(outcome.output.contains("L2  respectée"))
    #expect(outcome.output.contains("P7  enfreinte : attendu le refus 3 ; observé le refus 1"))
    #expect(outcome.output.contains("PROTOCOL.md, règle P7"))
    #expect(outcome.output.contains("Any other message in a state is refused with code 3."))
  }

  @Test(
    .enabled(if: KitPocket.isInstalled, "Python's protobuf and cryptography are not installed"))
  func `the kit reads the published vectors as they were published`() throws {
    let yard = try Yard()
    let outcome = try KitPocket.selfTest(in: yard.folder)
    #expect(outcome.status == 0, "\(outcome.words)")
    let vectors = try FileManager.default.contentsOfDirectory(
      atPath: KitPocket.kit.path + "/../../fixtures/protocol/vectors"
    )
    .count { $0.hasSuffix(".txtpb") }
    #expect(vectors > 0)
    #expect(outcome.output == "\(vectors) messages and 3 handshakes as published\n")
  }

  @Test(
    .enabled(if: KitPocket.isInstalled, "Python's protobuf and cryptography are not installed"))
  func `a pocket that dies of what it must refuse has not refused it`() throws {
    let yard = try Yard()
    let kit = try KitPocket.mutant(
      [
        Mutant.Change(
          file: "channel.py", old: "        raise Refused(\"no offer\")",
          new: "        raise ValueError(\"no offer\")")
      ], in: yard.folder)
    let pocket = try KitPocket(yard.folder, ["--tcp", "0"], kit: kit)
    defer { pocket.stop() }
    let judged = try Judge.run(
      pocket.address, key: KitPocket.key, in: yard.folder, ["--only", "C40"])
    #expect(judged.rules.map(\.verdict) == ["notJudged"])
    #expect(judged.status == 10)
  }

  @Test(
    .enabled(if: KitPocket.isInstalled, "Python's protobuf and cryptography are not installed"))
  func `a pocket that offers without an end is judged to an end`() throws {
    let yard = try Yard()
    let kit = try KitPocket.mutant(
      [
        Mutant.Change(
          file: "session.py", old: "        self.say(up_end=",
          new: "        while batch: self.say(up_batch=self.batch(batch))\n        self.say(up_end="
        )
      ], in: yard.folder)
    let pocket = try KitPocket(yard.folder, ["--tcp", "0", "--records", "3"], kit: kit)
    defer { pocket.stop() }
    let judged = try Judge.run(
      pocket.address, key: KitPocket.key, in: yard.folder, ["--only", "P20"])
    #expect(judged.rules.map(\.verdict) == ["violated"])
    #expect(judged.rules.first?.reason?.contains("UpBatch") == true)
  }

  @Test func `nobody there, and a rule that there is not, are told as such`() throws {
    let yard = try Yard()
    let away = try Program.run(
      "pocket-sync", ["conformance", "--pocket", "tcp:127.0.0.1:1", "--only", "L1"],
      in: yard.folder)
    #expect(away.status == 10)
    #expect(away.output.contains("L1  pas jugée"))
    let stranger = try Program.run(
      "pocket-sync", ["conformance", "--pocket", "tcp:127.0.0.1:1", "--only", "L999"],
      in: yard.folder)
    #expect(stranger.status == 64)
    #expect(stranger.words.contains("L999"))
    let unseen = try Program.run(
      "pocket-sync", ["conformance", "--pocket", "tcp:127.0.0.1:1", "--only", "L10"],
      in: yard.folder)
    #expect(unseen.status == 64)
    #expect(unseen.words.contains("no line shows it"))
  }
}

/// Each fault is named by the paragraph that it breaks.
@Suite(
  .enabled(if: KitPocket.isInstalled, "Python's protobuf and cryptography are not installed"))
struct MutantTests {
  @Test(arguments: Mutant.onTCP)
  func `a wrong pocket on TCP is named by the rule that it breaks`(mutant: Mutant) async throws {
    try await judge(mutant, .tcp, among: Mutant.onTCP)
  }

  @Test(arguments: Mutant.onPTY)
  func `a wrong pocket on a serial line is named by the rule that it breaks`(
    mutant: Mutant
  ) async throws {
    try await judge(mutant, .pty, among: Mutant.onPTY)
  }

  /// All rules of the list are judged, and that one alone is broken.
  private func judge(
    _ mutant: Mutant, _ line: Yard.Line, among mutants: [Mutant]
  ) async throws {
    let judged = try await Waiting.run {
      let yard = try Yard()
      let kit = try KitPocket.mutant(mutant.changes, in: yard.folder)
      let pocket = try KitPocket(yard.folder, line.arguments + ["--records", "12"], kit: kit)
      defer { pocket.stop() }
      return try Judge.run(
        pocket.address, key: KitPocket.key, in: yard.folder,
        Judge.isLong ? ["--quick"] : ["--only"] + mutants.map(\.rule))
    }
    #expect(judged.status == 10)
    let broken = judged.rules.filter { $0.verdict == "violated" }.map(\.rule)
    #expect(broken.contains(mutant.rule), "\(Judge.broken(judged.rules))")
    if !Judge.isLong { #expect(broken == [mutant.rule], "\(Judge.broken(judged.rules))") }
  }
}
