import ArgumentParser
import Diagnostics
import Foundation
import SealedChannel
import SyncEngine

/// `pocket-sync link-test`: how good the line to a docked pocket is; no record moves.
struct LinkTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link-test",
    abstract: "Try the line to a pocket: round trip, rate both ways, repeats; no record moves.")

  @Option(help: "How long the test takes, seconds.")
  var seconds = 20

  @Option(help: "Write the figures with their plots to this new HTML file.")
  var report: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var docks: DockOptions
  @OptionGroup var common: CommonOptions

  private static let secondsRange = 1...3_600

  func validate() throws {
    guard Self.secondsRange.contains(seconds) else {
      throw ValidationError("--seconds is between 1 and 3600.")
    }
    guard report == nil || !json else {
      throw ValidationError("--json prints all that --report shows; give one of them.")
    }
  }

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      // Nobody waits for a test whose figures have no place.
      if let report, FileManager.default.fileExists(atPath: report) {
        throw Stop(.usage(.fileExists(path: report)))
      }
      let found = try database.openAlone { farm in
        let addresses = try docks.addresses(for: farm)
        guard let address = addresses.first else { throw SyncError.noPocket }
        guard addresses.count == 1 else {
          throw SyncError.severalPockets(addresses.map(\.text))
        }
        let run = SyncRun(
          farm, addresses: addresses, connect: Docks.connect, keys: KeyFile.of(farm),
          program: PocketSyncProgram.program, stop: Interruption.stop
        ) { console.show($0) }
        return try run.testLink(address, seconds: seconds) {
          console.say(.linkTest(.trying($0)))
        }
      }
      let figures = LinkFigures(found.samples, limitBytesPerSecond: found.limitBytesPerSecond)
      if json { return try console.json(LinkTestLine(found, figures)) }
      let lines = figures.lines(found)
      console.result(.linkTest(.title(label: found.label, address: found.address)))
      for line in lines.dropFirst() { console.result(.linkTest(line), head: "  ") }
      if let line = lines.first { console.result(.linkTest(line)) }
      guard let report else { return }
      let page = LinkTestPage(
        language: console.language, report: found, figures: figures,
        lines: lines.filter { if case .course = $0 { false } else { true } })
      try NamedFile.create(report, Data(page.text.utf8))
      console.result(.linkTest(.written(path: report)))
    }
  }
}

/// What `link-test --json` prints.
private struct LinkTestLine: Encodable {
  struct Way: Encodable {
    var bytesPerSecond: Double?
    var share: Double?
    var framesSent: UInt64
    var framesResent: UInt64
  }

  var pocket: String
  var address: String
  var limitBytesPerSecond: Int?
  var medianMicroseconds: UInt64?
  var slowMicroseconds: UInt64?
  var toPocket: Way
  var fromPocket: Way
  var framesBroken: UInt64
  var verdict: LinkVerdict
  var samples: [LinkSample]

  init(_ report: LinkTestReport, _ figures: LinkFigures) {
    pocket = report.label
    address = report.address
    limitBytesPerSecond = report.limitBytesPerSecond
    medianMicroseconds = figures.medianMicroseconds
    slowMicroseconds = figures.slowMicroseconds
    toPocket = Self.way(figures.toPocket, figures)
    fromPocket = Self.way(figures.fromPocket, figures)
    framesBroken = figures.broken
    verdict = LinkVerdict(figures, hasProbes: report.hasProbes)
    samples = report.samples
  }

  private static func way(_ way: LinkFigures.Direction, _ figures: LinkFigures) -> Way {
    Way(
      bytesPerSecond: way.bytesPerSecond, share: figures.share(way), framesSent: way.loss.sent,
      framesResent: way.loss.resent)
  }
}

extension LinkFigures {
  /// What is told of them: the verdict, then figure by figure, each with its course.
  fileprivate func lines(_ report: LinkTestReport) -> [LinkTestSentence] {
    var lines = [LinkTestSentence.verdict(LinkVerdict(self, hasProbes: report.hasProbes))]
    if !report.hasProbes { lines.append(.cannotProbe(label: report.label)) }
    if let medianMicroseconds, let slowMicroseconds {
      lines.append(.roundTrip(median: medianMicroseconds, slow: slowMicroseconds))
      if roundTrips.count > 1 {
        lines.append(.course(line: Self.course(roundTrips.map { Double($0) })))
      }
    }
    for (phase, way) in [(LinkSample.Phase.toPocket, toPocket), (.fromPocket, fromPocket)] {
      guard let rate = way.bytesPerSecond else { continue }
      lines.append(
        .rate(phase, bytes: UInt64(rate), limit: limitBytesPerSecond.map(UInt64.init(clamping:))))
      lines.append(.course(line: Self.course(way.rates)))
      lines.append(.repeats(phase, resent: way.loss.resent, sent: way.loss.sent))
    }
    if broken > 0 { lines.append(.broken(count: broken)) }
    if faults.contains(where: { $0 > 0 }) { lines.append(.course(line: Self.course(faults))) }
    return lines
  }

  private static let columns = 30

  /// As many blocks as fit on every terminal: the largest value of each stretch.
  private static func course(_ values: [Double]) -> String {
    let step = max(1, (values.count + columns - 1) / columns)
    return Sparkline.text(
      stride(from: 0, to: values.count, by: step).map { start in
        values[start..<min(start + step, values.count)].max() ?? 0
      })
  }
}
