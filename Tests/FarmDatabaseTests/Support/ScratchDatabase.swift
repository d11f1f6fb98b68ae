import FarmDatabase
import Foundation
import Records

/// A prepared database in a folder of its own, the farm program beside it, and a pocket's hand.
final class ScratchDatabase {
  let folder: URL
  let path: String
  let farm: FarmDatabase
  let device = RowID(high: 0xD0, low: 1)
  private(set) var incarnation: UInt64 = 77
  private var next: UInt64 = 0
  private var opened = false

  init(
    _ schema: String, _ tables: [ProfileTable], leftOut: [LeftOutTable] = [],
    capture: CaptureMode? = nil
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "farm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "farm.sqlite").path
    try FarmProgram.run(path, schema)
    var profile = SyncProfile(name: "test", recentDays: 100, tables: tables, leftOut: leftOut)
    profile.capture = capture
    _ = try FarmDatabase.prepare(path: path, profile: profile, farmName: "Ferme d'essai")
    farm = try FarmDatabase(path: path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What another program on this PC does to the file, through a connection of its own.
  func program(_ sql: String) throws { try FarmProgram.run(path, sql) }

  /// What the file holds, a line a row, cells with `|`.
  func rows(_ sql: String) throws -> [String] { try FarmProgram.query(path, sql) }

  func change(
    _ kind: ChangeKind, _ table: Int, _ row: RowID, _ cells: [Int: (Value, Value)] = [:]
  ) -> RowChange {
    next += 1
    return RowChange(
      dot: Dot(incarnation: incarnation, number: next, nonce: next &* 31), kind: kind, table: table,
      row: row, seen: 0, cells: cells.mapValues { CellChange(base: $0.0, new: $0.1) })
  }

  /// The pocket was set back: it numbers its changes anew.
  func startNewLog() {
    incarnation += 1
    next = 0
  }

  func facts(cursor: FeedCursor = .start, commits: [CommitStamp] = []) -> PocketFacts {
    PocketFacts(
      device: device, label: "Luc", incarnation: incarnation, lastNumber: next, firstNumber: 1,
      recentNonces: Dictionary(uniqueKeysWithValues: (0...next).map { ($0, $0 &* 31) }),
      hub: farm.hub, commits: commits, cursor: cursor, clockSkewMilliseconds: 0)
  }

  /// Merges changes, each in a batch by itself or, those of one table, `together` in one.
  @discardableResult
  func merge(
    _ changes: [RowChange], seen sequence: UInt64 = 0, extras: [ExtraCell] = [],
    together: Bool = false, into other: FarmDatabase? = nil
  ) throws -> MergeReceipt {
    let farm = other ?? self.farm
    let session = RowID(high: .random(in: 1 ... .max), low: 2)
    _ = try farm.open(session: session, run: RowID(high: 1, low: 1), pocket: facts())
    let receipt = try farm.merge(
      MergeRequest(
        device: device, incarnation: incarnation, session: session, lastNumber: next,
        lastNonce: next &* 31, feedSequence: sequence)
    ) { give in
      for batch in together ? [changes] : changes.map({ [$0] }) {
        try give(.changes(ChangeColumns(batch), numbers: 1...next))
      }
      for cell in extras { try give(.extra(cell)) }
    }
    try farm.close(session: session, lastNumber: next)
    return receipt
  }

  func fed(from cursor: FeedCursor = .start, to incarnation: UInt64? = nil) throws -> [FeedRows] {
    let feed = try farm.feed(to: incarnation ?? self.incarnation, from: cursor, rowLimit: 3)
    var all: [FeedRows] = []
    while let rows = try feed.next() { all.append(rows) }
    return all
  }
}

extension ChangeColumns {
  /// One change by itself.
  init(_ change: RowChange) { self.init([change]) }

  /// Changes of one table, in their order.
  init(_ changes: [RowChange]) {
    let columns = Set(changes.flatMap(\.cells.keys)).sorted().map { index in
      var base = Cells()
      var new = Cells()
      for change in changes {
        base.append(change.cells[index]?.base)
        new.append(change.cells[index]?.new)
      }
      return Column(index: index, base: base, new: new)
    }
    self.init(
      table: changes[0].table, numbers: changes.map(\.dot.number), kinds: changes.map(\.kind),
      rows: changes.map(\.row), columns: columns)
  }
}

/// The farm program: Debian's `sqlite3`, a process of its own.
enum FarmProgram {
  static func run(_ path: String, _ sql: String) throws { _ = try query(path, sql) }

  static func query(_ path: String, _ sql: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sqlite3")
    process.arguments = ["-bail", path]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(sql.utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw FarmProgramFailed(sql: sql) }
    return text.split(separator: "\n").map(String.init)
  }
}

struct FarmProgramFailed: Error { let sql: String }

func id(_ low: UInt64) -> RowID { RowID(high: 0x0190_0000_0000_7000, low: low) }

func hex(_ low: UInt64) -> String { "x'\(id(low).hexadecimal)'" }
