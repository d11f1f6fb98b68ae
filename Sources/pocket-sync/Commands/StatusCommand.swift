import ArgumentParser
import FarmDatabase
import SyncEngine

/// `pocket-sync status`: last attempt, last success, newest copy, what waits for a person.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show pockets, copies and what waits to be decided.")

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      let status = try Status(try database.open())
      if json { try console.json(status) } else { status.tell(console) }
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

  struct Copy: Encodable {
    var generation: UInt64
    var medium: String
    var isPartial: Bool
    var verified: UInt64
  }

  var database: String
  var farm: String
  var pockets: [Pocket]
  var newestCopy: Copy?
  var openConflicts: Int
  var quarantined: Int

  init(_ farm: FarmDatabase) throws {
    database = farm.path
    self.farm = farm.farmName
    pockets = try farm.pockets().map { pocket in
      Pocket(
        label: pocket.peer.label, isRetired: pocket.peer.isRetired,
        mergedNumber: pocket.peer.mergedNumber, safeNumber: pocket.safeNumber,
        lastAttempt: pocket.newest?.started,
        lastSuccess: pocket.newestGood?.finished)
    }
    newestCopy = try farm.ledger.copies(limit: 1).first.map { copy in
      Copy(
        generation: copy.generation, medium: copy.medium, isPartial: copy.isPartial,
        verified: copy.milliseconds)
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
    if let copy = newestCopy {
      console.result(
        .status(
          .newestCopy(
            copy: copy.generation, made: Moment(milliseconds: copy.verified),
            isPartial: copy.isPartial)))
    } else {
      console.result(.status(.noCopy))
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
