import FarmDatabase
import Foundation
import Records

/// A farm whose database can be set back to an older copy of its file, and pockets by hand.
final class SetBackFarm {
  static let device = RowID(high: 0xD0, low: 1)

  let folder: URL
  let path: String
  private(set) var farm: FarmDatabase
  private var copies = 0

  init(_ schema: String, _ tables: [ProfileTable]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "back-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "farm.sqlite").path
    try FarmProgram.run(path, schema)
    _ = try FarmDatabase.prepare(
      path: path, profile: SyncProfile(name: "test", recentDays: 100, tables: tables, leftOut: []),
      farmName: "Ferme d'essai")
    farm = try FarmDatabase(path: path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A plain copy of the file, as any program makes it.
  func copy() throws -> String {
    copies += 1
    let copy = folder.appending(path: "copy-\(copies).sqlite").path
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    return copy
  }

  /// The copy takes the place of the file; with `ledger` false the ledger goes too.
  func setBack(to copy: String, ledger: Bool = true) throws {
    // SQLite's handle on the old file must be gone before the new one is opened.
    farm = try FarmDatabase(path: copy)
    try FileManager.default.removeItem(atPath: path)
    if !ledger {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + "-pocket-sync" + suffix)
      }
    }
    try FileManager.default.copyItem(atPath: copy, toPath: path)
    farm = try FarmDatabase(path: path)
  }

  /// What the farm program does, taken in as one commit.
  @discardableResult
  func work(_ sql: String) throws -> CommitStamp {
    try FarmProgram.run(path, sql)
    _ = try farm.capture()
    return try farm.tail()
  }

  func rows(_ sql: String) throws -> [String] { try FarmProgram.query(path, sql) }

  /// All commits, as a pocket learns them.
  func commits() throws -> [CommitStamp] { try farm.commits(after: 0) }

  /// One dock of a pocket that knows `commits` and gives `incoming`.
  @discardableResult
  func dock(
    _ device: RowID = SetBackFarm.device, log incarnation: UInt64 = 1, knows commits: [CommitStamp],
    last: UInt64 = 0, _ incoming: [IncomingChange]
  ) throws -> MergeReceipt {
    let session = RowID(high: .random(in: 1 ... .max), low: 2)
    let opening = try farm.open(
      session: session, run: RowID(high: 1, low: 1),
      pocket: facts(device, incarnation, commits, last))
    let receipt = try farm.merge(
      MergeRequest(
        device: device, incarnation: opening.peer.incarnation, session: session, lastNumber: last,
        lastNonce: last &* 31, feedSequence: opening.cursor.wholeSequence, branch: opening.branch)
    ) { give in for change in incoming { try give(change) } }
    try farm.close(session: session, lastNumber: last)
    return receipt
  }

  func facts(
    _ device: RowID, _ incarnation: UInt64, _ commits: [CommitStamp], _ last: UInt64
  ) -> PocketFacts {
    PocketFacts(
      device: device, label: "Luc", incarnation: incarnation, lastNumber: last, firstNumber: 1,
      recentNonces: Dictionary(uniqueKeysWithValues: (0...last).map { ($0, $0 &* 31) }),
      hub: farm.hub, commits: commits,
      cursor: FeedCursor(after: commits.last?.sequence ?? 0), clockSkewMilliseconds: 0)
  }

  /// A change as the pocket offers it, for the second time where `accepted` is given.
  func change(
    _ number: UInt64, _ kind: ChangeKind, _ table: Int, _ row: RowID,
    _ cells: [Int: (Value, Value)], accepted: CommitStamp? = nil
  ) -> IncomingChange {
    var columns = ChangeColumns(
      RowChange(
        dot: Dot(incarnation: 1, number: number, nonce: number &* 31), kind: kind, table: table,
        row: row, seen: 0, cells: cells.mapValues { CellChange(base: $0.0, new: $0.1) }))
    columns.accepted = accepted.map { [$0] } ?? []
    return .changes(columns, numbers: number...number)
  }

  /// A row as it was on the lost branch.
  func lost(
    _ row: UInt64, _ commit: CommitStamp, _ values: [Value]?, table: Int = 0
  ) -> IncomingChange {
    .lost(LostRow(table: table, row: id(row), commit: commit, values: values))
  }
}
