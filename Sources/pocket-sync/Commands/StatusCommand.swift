import ArgumentParser
import Delivery
import FarmDatabase
import SyncEngine

/// `pocket-sync status`: last attempt, last success, newest copy, what waits for a person.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show pockets, copies and what waits to be decided.")

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Show what sessions, gate and copies measured over time.")
  var history = false

  @Option(help: "With --history: how many sessions and copies to show at most.")
  var limit = 20

  @Option(
    help: """
      Write what was measured to this file for Prometheus, or to pocket-sync.prom in this folder: \
      the one that a node exporter's text file collector reads.
      """)
  var prometheus: String?

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard prometheus == nil || (!json && !history) else {
      throw ValidationError("--prometheus writes a file; give it alone.")
    }
  }

  func run() throws {
    try speaking(common) { console in
      let farm = try database.open()
      let outbox = OutboxPlace.outbox(of: farm)
      if let prometheus {
        let path = try PrometheusFile.write(try farm.metrics(outbox), of: farm, to: prometheus)
        return console.result(.measure(.written(path: path)))
      }
      if history {
        let measures = try Measures(farm, limit: max(1, limit))
        return json ? try console.json(measures) : console.show(measures)
      }
      let status = try Status(farm, outbox)
      if json { return try console.json(status) }
      status.tell(console)
      try console.showChannels(outbox)
    }
  }
}

/// What `status` prints, as another program reads it; moments are milliseconds since 1970.
private struct Status: Encodable {
  struct Pocket: Encodable {
    var label: String
    var isRetired: Bool
    var mergedNumber: UInt64
    /// As `mergedNumber`, but in a complete verified copy.
    var safeNumber: UInt64
    var lastAttempt: UInt64?
    var lastSuccess: UInt64?
  }

  /// A medium and the newest copy on it.
  struct Medium: Encodable {
    var id: String
    var label: String
    var generation: UInt64
    var made: UInt64
    var isPartial: Bool
    /// When the copy was last proven to be there.
    var proven: UInt64
  }

  /// A way out of the house, and what waits for it.
  struct Channel: Encodable {
    var name: String
    var waiting: Int
    /// Their numbers, oldest first.
    var numbers: [Int]
    var oldest: UInt64?
    var delivered: Int
    var lastDelivery: UInt64?
    var lastTry: UInt64?
    /// What stopped the last try.
    var lastCode: String?
    /// Nothing goes before a person did something.
    var isHeld: Bool
    /// When the next try comes by itself.
    var nextTry: UInt64?
  }

  var database: String
  var farm: String
  var pockets: [Pocket]
  /// The one whose copy was proven last comes first.
  var media: [Medium]
  var channels: [Channel]
  var openConflicts: Int
  var quarantined: Int

  init(_ farm: FarmDatabase, _ outbox: Outbox) throws {
    database = farm.path
    self.farm = farm.farmName
    pockets = try farm.pockets().map { pocket in
      Pocket(
        label: pocket.peer.label, isRetired: pocket.peer.isRetired,
        mergedNumber: pocket.peer.mergedNumber, safeNumber: pocket.safeNumber,
        lastAttempt: pocket.newest?.started,
        lastSuccess: pocket.newestGood?.finished)
    }
    media = try farm.ledger.media().map { medium, newest in
      Medium(
        id: medium.id, label: medium.label, generation: newest.generation,
        made: newest.milliseconds, isPartial: newest.isPartial, proven: medium.milliseconds)
    }
    let (entries, records) = (try outbox.entries(), try outbox.records())
    channels = OutsideChannel.allCases.map { channel in
      let waiting = entries.filter { $0.channel == channel }
      let record = records[channel]
      return Channel(
        name: channel.rawValue, waiting: waiting.count, numbers: waiting.map(\.number),
        oldest: waiting.first?.created,
        delivered: record?.delivered ?? 0, lastDelivery: record?.lastDelivery,
        lastTry: record?.lastTry, lastCode: record?.lastCode,
        isHeld: waiting.first?.isHeld ?? false, nextTry: waiting.first?.notBefore)
    }
    (openConflicts, quarantined) = try farm.openReviews()
  }

  func tell(_ console: Console) {
    console.result(.status(.database(path: database, farm: farm)))
    if pockets.isEmpty { console.result(.status(.noPockets)) }
    for pocket in pockets {
      console.result(
        .status(pocket.isRetired ? .retired(label: pocket.label) : .pocket(label: pocket.label)))
      for line in pocket.lines { console.result(.status(line), head: "  ") }
    }
    if media.isEmpty { console.result(.status(.noCopy)) }
    for medium in media {
      console.result(
        .status(
          .copyOn(
            volume: medium.label, copy: medium.generation,
            made: Moment(milliseconds: medium.made), isPartial: medium.isPartial)))
    }
    if let oldest = media.min(by: { $0.made < $1.made }), media.count > 1 {
      console.result(.status(.oldestMedium(volume: oldest.label)))
    }
    if openConflicts > 0 { console.result(.status(.toDecide(count: openConflicts))) }
    if quarantined > 0 { console.result(.status(.setAside(count: quarantined))) }
  }
}

extension Status.Pocket {
  fileprivate var lines: [StatusSentence] {
    let times: [StatusSentence] = [
      .lastAttempt(lastAttempt.map { Moment(milliseconds: $0) }),
      .lastSuccess(lastSuccess.map { Moment(milliseconds: $0) }),
    ]
    let waiting = mergedNumber - min(mergedNumber, safeNumber)
    if waiting > 0 { return times + [.notInCopy(label: label, count: waiting)] }
    return mergedNumber == 0 ? times : times + [.allInCopy(label: label)]
  }
}
