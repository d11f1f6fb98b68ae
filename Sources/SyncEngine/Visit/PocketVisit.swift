package import FarmDatabase
import Foundation
import PocketProtocol
package import Records
import SealedChannel

/// One session with one docked pocket: runs the protocol's machine and does what it asks for.
package struct PocketVisit {
  /// How long the pocket may be silent when it is its turn.
  static let answerSeconds = 60
  static let openMilliseconds = 12_000
  static let closeMilliseconds = 5_000
  /// Who pressed Ctrl-C does not wait for a pocket that goes on talking.
  static let stopMilliseconds = 1_500

  let farm: FarmDatabase
  let address: String
  let channel: any PocketLine
  let run: RowID
  let deliverOnly: Bool
  let program: String
  let stop: StopSignal
  let report: (SyncEvent) -> Void

  var machine: PCSession
  var visit: VisitReport
  let session: RowID
  var opening: SessionOpening?
  /// Changes that are on the PC's disk, by number.
  var received: UInt64 = 0
  /// The newest change that the pocket announced.
  var announced: UInt64 = 0
  var hasEnded = false
  /// The device that the pocket's key proves.
  private(set) var proven: RowID?

  /// A session that was not begun; `deliverOnly` takes no changes, it only brings ack 2.
  package init(
    _ farm: FarmDatabase, over channel: any PocketLine, address: String, run: RowID,
    deliverOnly: Bool = false, program: String, stop: StopSignal = StopSignal(),
    report: @escaping (SyncEvent) -> Void
  ) {
    self.farm = farm
    self.channel = channel
    self.address = address
    self.run = run
    self.deliverOnly = deliverOnly
    self.program = program
    self.stop = stop
    self.report = report
    session = farm.surroundings.freshID()
    machine = PCSession(
      facts: PCFacts(
        session: session, hub: farm.hub, farmName: farm.farmName, program: program,
        wallMilliseconds: farm.surroundings.nowMilliseconds, deliverOnly: deliverOnly))
    visit = VisitReport(device: RowID(high: 0, low: 0), label: address, address: address)
  }

  /// Opens the line, runs the session to its end and closes the line.
  package mutating func perform() throws(SyncError) -> VisitReport {
    let start = farm.surroundings.nowMilliseconds
    report(.calling(address: address))
    do throws(SealedChannelError) {
      proven = try channel.begin(timeoutMilliseconds: Self.openMilliseconds)
    } catch {
      // A pocket that is not let in need not wait for more.
      channel.finish(timeoutMilliseconds: Self.stopMilliseconds)
      throw SyncError(error, at: address)
    }
    do throws(SyncError) {
      try converse()
    } catch {
      // A line that was woken up throws an error of its own.
      let reason = stop.isRaised ? .interrupted : error
      sayWhy(reason)
      throw reason
    }
    channel.finish(timeoutMilliseconds: Self.closeMilliseconds)
    visit.milliseconds = farm.surroundings.nowMilliseconds - start
    report(.visited(visit))
    return visit
  }

  private mutating func converse() throws(SyncError) {
    try carryOut(try speak { machine throws(ProtocolFault) in try machine.start() })
    while !hasEnded {
      try stop.checkRun()
      let message = try listen()
      visit.bytes += UInt64(message.count)
      try carryOut(
        try speak { machine throws(ProtocolFault) in try machine.receive(message) })
    }
  }

  private func listen() throws(SyncError) -> [UInt8] {
    do throws(SealedChannelError) {
      if let message = try channel.receive(timeoutMilliseconds: Self.answerSeconds * 1000) {
        return message
      }
    } catch { throw SyncError(error, at: address) }
    throw .pocketSilent(at: address, seconds: Self.answerSeconds)
  }

  /// Lets the machine act; a fault of the other end becomes ours to report.
  mutating func speak(
    _ act: (inout PCSession) throws(ProtocolFault) -> [PCAction]
  ) throws(SyncError) -> [PCAction] {
    do throws(ProtocolFault) { return try act(&machine) } catch {
      throw .protocolFault(error, at: address)
    }
  }

  mutating func carryOut(_ actions: [PCAction]) throws(SyncError) {
    for action in actions { try carryOut(action) }
  }

  private mutating func carryOut(_ action: PCAction) throws(SyncError) {
    switch action {
    case .send(let bytes): try send(bytes)
    case .introduced(let introduction): try welcome(introduction)
    case .store(let batch, let encoded): try store(batch, encoded)
    // Answers to questions that a session of records does not ask.
    case .probed: break
    case .storeLost(_, let encoded): try storeLost(encoded)
    case .merge(let last): try merge(through: last)
    case .feed(let cursor): try feed(from: cursor)
    case .applied: try close()
    case .finished: hasEnded = true
    case .refused(let refusal):
      if refusal.code == .gap { try forgetInbox() }
      throw .refusedByPocket(refusal, at: address)
    }
  }

  mutating func send(_ bytes: [UInt8]) throws(SyncError) {
    visit.bytes += UInt64(bytes.count)
    do throws(SealedChannelError) { try channel.pass(bytes) } catch {
      throw SyncError(error, at: address)
    }
  }

  /// The pocket hears the reason where the line still stands; our own fault is what counts.
  private mutating func sayWhy(_ error: SyncError) {
    let bytes: [UInt8]
    var milliseconds = Self.closeMilliseconds
    switch error {
    case .protocolFault(let fault, _): bytes = PCSession.refusal(of: fault)
    case .interrupted:
      guard case .send(let own)? = machine.refuse(.stopped, detail: "").first else { return }
      bytes = own
      milliseconds = Self.stopMilliseconds
    case .channel, .sealed, .transport, .refusedByPocket, .pocketRetired: return
    default:
      guard case .send(let own)? = machine.refuse(.ownFault, detail: "").first else { return }
      bytes = own
    }
    try? channel.pass(bytes)
    channel.finish(timeoutMilliseconds: milliseconds)
  }

  /// As `body`, with the database's errors as ours; the line lives on while the farm program locks.
  func database<T>(
    _ body: () throws(FarmDatabaseError) -> T
  ) throws(SyncError) -> T {
    try channel.keepAlive { () throws(SyncError) in
      do throws(FarmDatabaseError) { return try body() } catch { throw .database(error) }
    }
  }
}
