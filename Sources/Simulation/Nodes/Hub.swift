import FarmDatabase
import Records

/// The PC: its disk, its clock, the engine where it runs, and the copies that were made.
final class Hub {
  let disk: SimulatedDisk
  let clock = NodeClock()
  let path: String
  let guards: Guards
  private let surroundings: Surroundings
  private var farm: FarmDatabase?
  /// The database's bytes, as media and careful people have them, oldest first.
  private(set) var copies: [[UInt8]] = []
  /// The newest change of each log in any verified, complete copy that was ever made.
  private(set) var copied: [UInt64: UInt64] = [:]
  /// The newest change of each log that a pocket was ever free to drop.
  private(set) var droppable: [UInt64: UInt64] = [:]
  /// The verified copies that the ledger knows, also partial ones, and what each holds of each log.
  private var listed: [(copy: VerifiedCopy, merged: [UInt64: UInt64])] = []

  init(disk: SimulatedDisk, chance: Chance, guards: Guards) throws {
    self.disk = disk
    self.guards = guards
    path = disk.root + "farm.sqlite"
    surroundings = Surroundings(clock, chance)
    try asFarmProgram { try $0.run(Universe.schema) }
    _ = try FarmDatabase.prepare(
      path: path, profile: Universe.profile, farmName: "Simulated", surroundings: surroundings,
      files: .inSQLite)
  }

  // Its files must be closed while the disk is still there.
  deinit { farm = nil }

  private var ledgerPath: String { Ledger.place(besideDatabase: path) }

  /// The engine, opened where it was not.
  func engine() throws(FarmDatabaseError) -> FarmDatabase {
    if let farm { return farm }
    let opened = try FarmDatabase(
      path: path, surroundings: surroundings, guards: guards, files: .inSQLite)
    farm = opened
    return opened
  }

  /// The program ends in order.
  func close() { farm = nil }

  /// The program is killed; what it had written stays.
  func kill() {
    disk.kill(.engine)
    bury()
  }

  /// Closing a dead program's connections must not touch the disk any more.
  private func bury() {
    disk.fail(after: 0)
    farm = nil
    disk.fail(after: nil)
  }

  /// The power goes, for the farm program as well.
  func cutPower(seed: UInt64) {
    disk.kill(.engine)
    bury()
    disk.cutPower(seed: seed)
  }

  /// A connection of the farm program, closed at the end.
  func asFarmProgram<Result>(_ body: (PlainConnection) throws -> Result) throws -> Result {
    try connect(.farmProgram, body)
  }

  /// A connection of who judges the run; it never writes.
  func asJudge<Result>(_ body: (PlainConnection) throws -> Result) throws -> Result {
    try connect(.judge, body)
  }

  private func connect<Result>(
    _ actor: SimulatedDisk.Actor, _ body: (PlainConnection) throws -> Result
  ) throws -> Result {
    try disk.act(as: actor) {
      let connection = try PlainConnection(path)
      try connection.run("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")
      return try body(connection)
    }
  }

  /// The newest merged change of each log.
  func mergedNumbers() throws -> [UInt64: UInt64] {
    let rows = try asJudge {
      try $0.rows("SELECT incarnation, merged_number FROM sync_peer_log")
    }
    return Dictionary(
      rows.compactMap { row in
        guard case .integer(let log) = row[0], case .integer(let number) = row[1] else {
          return nil
        }
        return (UInt64(bitPattern: log), UInt64(number))
      }, uniquingKeysWith: max)
  }

  /// Before a session: a pocket may drop what each copy holds that is of this chain.
  func noteDroppable() throws {
    let chain = try Set(asJudge { try $0.rows("SELECT seq, nonce FROM sync_commit") })
    let held = listed.filter { entry in
      let commit = entry.copy.commit
      let (sequence, nonce) = (Int64(commit.sequence), Int64(bitPattern: commit.nonce))
      return chain.contains([.integer(sequence), .integer(nonce)])
    }
    guard let logs = held.last?.merged.keys else { return }
    for log in logs {
      let number = held.map { $0.merged[log] ?? 0 }.min()!
      droppable[log] = max(number, droppable[log] ?? 0)
    }
  }

  /// Copies the database as it stands; with `verified` the ledger takes note.
  func copy(verified: Bool, partial: Bool) throws {
    let farm = try engine()
    _ = try farm.capture()
    let commit = try farm.tail()
    guard let bytes = disk.bytes(path) else { return }
    let merged = try mergedNumbers()
    copies.append(bytes)
    guard verified else { return }
    if !partial { copied.merge(merged, uniquingKeysWith: max) }
    let now = clock.look()
    let copy = VerifiedCopy(
      generation: UInt64(copies.count), commit: commit, isPartial: partial, milliseconds: now)
    try farm.ledger.note(
      listed.map(\.copy) + [copy],
      on: KnownMedium(id: "stick", label: "stick", milliseconds: now))
    listed.append((copy, merged))
  }

  /// Puts a copy in the place of the database; without its ledger, or with the one of today.
  func restore(_ copy: [UInt8], keepingLedger: Bool) {
    close()
    disk.put(nil, at: path + "-journal")
    disk.put(copy, at: path)
    if keepingLedger { return }
    listed = []
    for suffix in ["", "-wal", "-journal"] { disk.put(nil, at: ledgerPath + suffix) }
  }
}
