import FarmDatabase
import PocketSimulator
import Records
import SyncEngine

/// What may happen to a session.
enum DockFault {
  case none
  case cut(bytes: Int, heard: Bool)
  case engineDies(operations: Int, power: Bool)
  case diskFills(writes: Int)
  case pocketDies(operations: Int, power: Bool)

  var name: String {
    switch self {
    case .none: "none"
    case .cut: "line cut"
    case .engineDies(_, let power): power ? "power cut on the PC" : "program killed on the PC"
    case .diskFills: "disk full on the PC"
    case .pocketDies(_, let power): power ? "power cut on the pocket" : "pocket killed"
    }
  }

  var words: String {
    switch self {
    case .none: "docks"
    case .cut(let bytes, _): "docks, cut after \(bytes) bytes"
    case .engineDies(let operations, let power):
      "docks, \(power ? "power" : "program") of the PC gone after \(operations) writes"
    case .diskFills(let writes): "docks, disk of the PC full after \(writes) writes"
    case .pocketDies(let operations, let power):
      "docks, \(power ? "battery" : "pocket") gone after \(operations) writes"
    }
  }
}

extension World {
  /// A dock with a fault in half of them.
  func dockSomehow() throws {
    guard let pocket = chance.pick(pockets) else { return }
    let isFaulty = options.events.contains(.faults) && chance.percent(50)
    try dock(pocket, isFaulty ? randomFault() : .none)
    if !isFaulty && chance.percent(15) {
      counts.add("dock: again at once")
      try dock(pocket, .none)
    }
  }

  private func randomFault() -> DockFault {
    let power = chance.percent(50)
    switch chance.below(11) {
    case 0..<4: return .cut(bytes: chance.below(1 << (5 + chance.below(9))), heard: power)
    case 4: return .diskFills(writes: chance.below(1 << chance.below(6)))
    case 5..<9:
      return .engineDies(operations: chance.below(1 << (1 + chance.below(9))), power: power)
    default: return .pocketDies(operations: chance.below(1 << (1 + chance.below(5))), power: power)
    }
  }

  /// One session; whoever dies in it is up again when it returns.
  func dock(_ pocket: Pocket, _ fault: DockFault, alone: Bool = false) throws {
    counts.add("dock: \(fault.name)")
    if chance.percent(30) { hub.close() }
    _ = try hub.engine()
    try hub.noteDroppable()
    let line = line(to: pocket, fault, alone: alone)
    arm(fault, pocket)
    let before = (tokens: unsyncedTokens, deeds: farmDeeds)
    var failure: SyncError?
    do throws(SyncError) {
      let report = try visit(over: line)
      tell("\(pocket.label) \(fault.words): \(Self.words(report))")
      pocket.hasOldAcks = false
      unsyncedTokens.subtract(before.tokens)
      syncedDeeds = before.deeds
    } catch { failure = error }
    if let interrupted { throw interrupted }
    try finish(fault, pocket, line, failure)
    try checkAfterDock(pocket)
  }

  private func visit(over line: SimulatedLine) throws(SyncError) -> VisitReport {
    let farm: FarmDatabase
    do throws(FarmDatabaseError) { farm = try hub.engine() } catch { throw .database(error) }
    var visit = PocketVisit(
      farm, over: line, address: "simulated", run: farm.surroundings.freshID(),
      program: "simulated", report: { _ in })
    return try visit.perform()
  }

  private func line(to pocket: Pocket, _ fault: DockFault, alone: Bool) -> SimulatedLine {
    var (cut, isHeard): (Int?, Bool) = (nil, true)
    if case .cut(let bytes, let heard) = fault { (cut, isHeard) = (bytes, heard) }
    let interleaves = !alone && chance.percent(15)
    return SimulatedLine(
      to: pocket.store, cutAfter: cut, heard: isHeard, batchBytes: 64 << chance.below(8)
    ) { [weak self] in if interleaves { self?.farmMeanwhile() } }
  }

  /// Rows of each table: up, down, conflicts, quarantined.
  private static func words(_ report: VisitReport) -> String {
    let tables = report.tables.map { table in
      "\(table.table) \(table.came)/\(table.went)/\(table.conflicts)/\(table.quarantined)"
    }
    return "\(report.changes) changes; " + tables.joined(separator: " ")
  }

  private func arm(_ fault: DockFault, _ pocket: Pocket) {
    switch fault {
    case .engineDies(let operations, _): hub.disk.fail(after: operations)
    case .diskFills(let writes): hub.disk.fill(after: writes)
    case .pocketDies(let operations, _): pocket.disk.fail(after: operations)
    default: break
    }
  }

  /// The dead rise again; an error without a fault is one of the engine.
  private func finish(
    _ fault: DockFault, _ pocket: Pocket, _ line: SimulatedLine, _ failure: SyncError?
  ) throws {
    var struck = line.isCut
    if case .engineDies(_, let power) = fault, hub.disk.hasFailed {
      struck = true
      try power ? cutPowerOnPC() : hub.kill()
    }
    if hub.disk.wasFull { struck = true }
    if case .pocketDies(_, let power) = fault, pocket.disk.hasFailed {
      struck = true
      try power ? pocket.cutPower(seed: chance.word()) : pocket.kill()
    }
    hub.disk.fail(after: nil)
    hub.disk.fill(after: nil)
    pocket.disk.fail(after: nil)
    if struck { counts.add("fault struck: \(fault.name)") }
    guard let failure else { return }
    tell("\(pocket.label) \(fault.words): broken off")
    guard struck else {
      let more = line.pocketFault.map { " (pocket: \($0))" } ?? ""
      throw Violation(promise: .refusal, detail: "\(failure)\(more)")
    }
  }

  /// The engine's commits are on the disk; the farm program's last ones need not be.
  private func cutPowerOnPC() throws {
    hub.cutPower(seed: chance.word())
    if farmDeeds > syncedDeeds { oracle.knowsSums = false }
    syncedDeeds = farmDeeds
    guard !unsyncedTokens.isEmpty else { return }
    oracle.forget(unsyncedTokens.subtracting(oracle.covered(by: try tokensOnPC())))
    unsyncedTokens = []
  }

  private func farmMeanwhile() {
    guard interrupted == nil, !hub.disk.hasFailed, chance.percent(20) else { return }
    do {
      counts.add("farm program: while a session runs")
      try editOnFarm()
    } catch { interrupted = error }
  }
}
