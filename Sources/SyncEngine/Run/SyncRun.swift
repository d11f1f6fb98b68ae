package import FarmDatabase
import Gate
package import Link
package import Records
package import SealedChannel

/// One run: every docked pocket, then, where it is wanted, the gate and the copy.
package struct SyncRun {
  /// How often the gate is asked again when the farm program wrote in between.
  static let gateTries = 3

  let farm: FarmDatabase
  /// Where pockets are docked.
  package let addresses: [PocketAddress]
  let connect: Connector
  let keys: any KeyRing
  /// The line's times and limits where they are not those of its rate.
  let patience: LinkConfiguration?
  let program: String
  let stop: StopSignal
  let decorate: LineDecorator
  let report: (SyncEvent) -> Void
  /// The run's identity: sessions of it count as evidence.
  package let run: RowID

  /// Takes everything as it stands; `run` is a fresh identity unless an earlier run goes on.
  package init(
    _ farm: FarmDatabase, addresses: [PocketAddress], connect: @escaping Connector,
    keys: any KeyRing, patience: LinkConfiguration? = nil, program: String, run: RowID? = nil,
    stop: StopSignal = StopSignal(),
    decorate: @escaping LineDecorator = { line throws(SyncError) in line },
    report: @escaping (SyncEvent) -> Void
  ) {
    self.decorate = decorate
    self.farm = farm
    self.addresses = addresses
    self.connect = connect
    self.keys = keys
    self.patience = patience
    self.program = program
    self.run = run ?? farm.surroundings.freshID()
    self.stop = stop
    self.report = report
  }

  /// Synchronises every pocket in turn; stops at the first that fails.
  package func synchronise() throws(SyncError) -> [VisitReport] {
    var reports: [VisitReport] = []
    for address in addresses { reports.append(try visit(address)) }
    if addresses.isEmpty { try capture() }
    return reports
  }

  /// Tells every docked pocket what a copy made safe; who is gone learns it at its next dock.
  package func tellWhatIsSafe(_ visits: [VisitReport], after copy: CopyReport) {
    guard copy.unnoted == nil else { return }
    for visit in visits {
      guard let address = PocketAddress(visit.address) else { continue }
      do throws(SyncError) { _ = try self.visit(address, deliverOnly: true) } catch {
        report(.notTold(label: visit.label))
      }
    }
  }

  /// The newest change on each docked pocket, nothing taken; who does not answer is left out.
  package func ask() -> [RowID: UInt64] {
    var asked: [RowID: UInt64] = [:]
    for address in addresses {
      guard let visit = try? visit(address, deliverOnly: true) else { continue }
      asked[visit.device] = visit.lastNumber
    }
    return asked
  }

  /// Asks the gate; where only the farm program moved the database, synchronises once more.
  func openGate(
    _ exceptions: [GateException], asked: [RowID: UInt64]?
  ) throws(SyncError) -> Opened {
    try stop.checkRun()
    report(.gateChecks)
    var triesLeft = Self.gateTries
    while true {
      triesLeft -= 1
      let evidence = try evidence(exceptions, asked ?? [:])
      switch Gate.evaluate(evidence) {
      case .open(let ticket):
        report(.gateOpened(isPartial: ticket.isPartial))
        note(refusals: [], isPartial: ticket.isPartial)
        return Opened(ticket: ticket, evidence: evidence)
      case .closed(let refusals):
        guard refusals == [.databaseMoved], asked == nil, triesLeft > 0, canRepeat(evidence) else {
          note(refusals: refusals)
          throw .gate(refusals)
        }
        _ = try synchronise()
      }
    }
  }

  /// A ticket with what it was given for.
  struct Opened: ~Copyable {
    let ticket: GateTicket
    let evidence: GateEvidence
  }

  /// Only a run that reached every pocket itself may repeat its sessions.
  private func canRepeat(_ evidence: GateEvidence) -> Bool {
    evidence.pockets.count <= addresses.count + evidence.exceptions.count
  }

  private func evidence(
    _ exceptions: [GateException], _ asked: [RowID: UInt64]
  ) throws(SyncError) -> GateEvidence {
    do throws(FarmDatabaseError) {
      return try farm.evidence(run: run, asked: asked, exceptions: exceptions)
    } catch { throw .database(error) }
  }

  private func visit(
    _ address: PocketAddress, deliverOnly: Bool = false
  ) throws(SyncError) -> VisitReport {
    let report = report
    // A session that takes nothing is no story of its own: only what the pocket was told counts.
    let told: (SyncEvent) -> Void = { event in
      if case .toldSafe = event { report(event) }
    }
    let perform = { (probe: inout SessionProbe) throws(SyncError) in
      try withLine(to: address) { line throws(SyncError) in
        var visit = PocketVisit(
          farm, over: try decorate(line), address: address.text, run: run,
          deliverOnly: deliverOnly, program: program, stop: stop,
          report: deliverOnly ? told : report)
        defer { (probe.visit, probe.statistics) = (visit.visit, line.statistics) }
        return try visit.perform()
      }
    }
    guard deliverOnly else { return try measured(perform) }
    var unmeasured = SessionProbe()
    return try perform(&unmeasured)
  }

  private func capture() throws(SyncError) {
    do throws(FarmDatabaseError) { _ = try farm.capture() } catch { throw .database(error) }
  }
}
