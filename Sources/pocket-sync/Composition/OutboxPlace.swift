import Delivery
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// Where what is to leave the house waits: beside the settings, apart for each farm.
enum OutboxPlace {
  static func path(of farm: FarmDatabase) -> String {
    (Configuration.path as NSString).deletingLastPathComponent + "/outbox/"
      + farm.hub.hexadecimal
  }

  static func outbox(of farm: FarmDatabase) -> Outbox { Outbox(folder: path(of: farm)) }
}

extension Console {
  /// Sends what waits, and says what came of it; what stopped it where a person has to act.
  func send(_ outbox: Outbox, _ reason: OutboxRound.Reason) throws -> Problem? {
    guard try !outbox.entries().isEmpty else {
      try showWaiting(outbox)
      return nil
    }
    let delivery = OutsideDelivery(
      outbox, settings: try ChannelFile.current.load(), program: PocketSyncProgram.program,
      stop: Interruption.stop
    ) { self.show($0) }
    guard let report = try run(delivery, reason) else {
      try showWaiting(outbox)
      return nil
    }
    for case .delivered(let entry) in report.outcomes {
      result(Self.sent(entry))
    }
    if let sent = report.sent { show(sent) }
    for problem in report.problems { explain(problem) }
    try showWaiting(outbox)
    return report.needsHelp
  }

  private static func sent(_ entry: OutboxEntry) -> Sentence {
    switch (entry.channel, entry.parcel.generation) {
    case (.mail, _): .outside(.letterSent)
    case (.server, let copy?): .outside(.copySent(copy: copy))
    case (.server, nil): .bundle(.sent)
    }
  }

  /// Nil where somebody sends already; what he no longer sees goes at the next dock or timer.
  private func run(
    _ delivery: OutsideDelivery, _ reason: OutboxRound.Reason
  ) throws -> OutsideReport? {
    do throws(SyncError) { return try delivery.run(reason) } catch {
      guard error == .outbox(.busy) else { throw error }
      tell(error.problem)
      return nil
    }
  }

  private func show(_ sent: SendReport) {
    if let until = sent.lockedUntilMilliseconds {
      result(.outside(.lockedUntil(Moment(milliseconds: until))))
    } else if sent.protection.isUnprotected {
      say(.outside(.notProtected))
    }
  }

  /// When each channel went through last, and what waits for it.
  func showChannels(_ outbox: Outbox) throws {
    let records = try outbox.records()
    for channel in OutsideChannel.allCases {
      guard let last = records[channel]?.lastDelivery else { continue }
      result(.outside(.lastDelivery(channel, Moment(milliseconds: last))))
    }
    try showWaiting(outbox)
  }

  /// What waits, since when, and what becomes of it.
  func showWaiting(_ outbox: Outbox) throws {
    for path in try outbox.damaged() { result(.outbox(.damaged(path: path)), head: "") }
    let entries = try outbox.entries()
    for channel in OutsideChannel.allCases {
      let waiting = entries.filter { $0.channel == channel }
      guard let first = waiting.first else { continue }
      result(
        .outside(
          .waiting(
            channel, count: waiting.count, since: Moment(milliseconds: first.created))))
      if first.isHeld, let code = first.lastCode {
        result(.outside(.needsHelp(code: code)), head: "  ")
      } else {
        result(
          .outside(.nextTry(Moment(milliseconds: max(first.notBefore, first.created)))),
          head: "  ")
      }
    }
  }
}
