import ArgumentParser
import Diagnostics
import Foundation
import SealedChannel
import SecureChannel
import SyncEngine
import Transport

/// `pocket-sync conformance`: holds a pocket app against every rule of the protocol.
struct ConformanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conformance", abstract: "Hold a pocket app against every rule of the protocol.",
    discussion: """
      Plays a PC of its own, honest and wrong, and names each rule that the pocket breaks by the \
      paragraph of the protocol. The pocket must be one for tests; docs/kit tells how to write one.

      Exit status: 0 every rule is kept, 10 a rule is broken or could not be judged.
      """)

  @Option(help: "Where the pocket is: as for 'sync'.")
  var pocket: String?

  @Option(help: "The key that is printed on the pocket; else two persons compare digits.")
  var key: String?

  @Flag(help: "Leave out what takes longer than a few seconds.")
  var quick = false

  @Option(
    parsing: .upToNextOption, help: "Only these rules, such as L6 and P21.")
  var only: [String] = []

  @Option(help: "The file with the judge's own keys; made where it is missing.")
  var keys: String?

  @Flag(help: "Print the verdicts as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    // As an option that there is not: the words of the argument parser.
    if let stranger = only.first(where: { !RuleBook.numbers.contains($0) }) {
      let reason = RuleBook.notChecked[stranger].map { "no line shows it: \($0)" }
      throw ValidationError("--only \(stranger): \(reason ?? "there is no such rule")")
    }
  }

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let bench = try bench(console)
      console.say(.conformance(.testPocketOnly))
      let results = Conformance(
        on: bench, only: Set(only), isStopped: { Interruption.stop.isRaised }
      ) { tell($0, console) }.run()
      if Interruption.stop.isRaised { throw Stop(.interrupted) }
      if json {
        try console.json(results.map(RuleJSON.init))
      } else {
        conclude(results, console)
      }
      guard results.allSatisfy(\.isFine) else { throw ExitCode(ShellStatus.pocket.rawValue) }
    }
  }

  private func bench(_ console: Console) throws -> Bench {
    let address = try address()
    var printed: PrintedKey?
    if let key {
      printed = PrintedKey(text: key)
      if printed == nil { throw Stop(.usage(.unreadablePrintedKey(key))) }
    }
    let folder = (Configuration.path as NSString).deletingLastPathComponent
    let party = HostParty(
      ring: KeyFile(path: keys ?? folder + "/conformance.json"), printedKey: printed
    ) { digits in
      let shown = Sentence.setUp(.compareDigits(name: address.text, digits: digits))
      guard json else {
        console.result(shown)
        return console.isAgreed(.setUp(.areDigitsSame))
      }
      // What another program reads is the verdicts alone.
      console.say(shown)
      console.say(.setUp(.areDigitsSame))
      return Keyboard.line(stop: Interruption.stop).flatMap(console.language.isYes) ?? false
    }
    return try Bench(
      form: address.form, isUSB: address.isUSB, isQuick: quick, party: party
    ) { () throws(TransportError) in try Docks.connect(address) }
  }

  private func address() throws -> PocketAddress {
    if let pocket {
      guard let address = PocketAddress(pocket) else {
        throw Stop(.usage(.unreadableAddress(pocket)))
      }
      return address
    }
    let found = Docks.discover()
    guard found.count < 2 else { throw SyncError.severalPockets(found.map(\.text)) }
    guard let address = found.first else { throw SyncError.noPocket }
    return address
  }

  private func tell(_ event: Conformance.Event, _ console: Console) {
    switch event {
    case .acquainting: if key == nil { console.say(.setUp(.pairOnPocket)) }
    case .needsWork:
      console.say(.conformance(.enterWork))
      if isatty(STDIN_FILENO) == 1 { _ = Keyboard.line(stop: Interruption.stop) }
    case .judged(let result):
      if !json { console.result(result.sentence, head: "\(result.paragraph.number)  ") }
    }
  }

  /// Counts, then each broken rule as its document has it.
  private func conclude(_ results: [RuleResult], _ console: Console) {
    let broken = results.filter(\.isViolated)
    for result in broken {
      console.result("")
      console.result(
        .conformance(
          .statedIn(document: result.paragraph.document, number: result.paragraph.number)))
      console.result("  " + result.paragraph.text)
      console.result(result.sentence, head: "  → ")
    }
    console.result("")
    let passed = results.count { $0.verdict == .passed }
    if results.allSatisfy(\.isFine) {
      console.result(.conformance(.allKept(rules: passed)))
    } else {
      console.result(.conformance(.counts(passed: passed, violated: broken.count)))
    }
    let unjudged = results.count { !$0.isFine && !$0.isViolated }
    let apart = results.count - passed - broken.count - unjudged
    if apart + unjudged > 0 {
      console.result(.conformance(.leftOut(notApplicable: apart, notJudged: unjudged)))
    }
  }
}
