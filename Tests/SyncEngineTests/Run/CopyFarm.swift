import Backup
import CSQLite
import FarmDatabase
import Foundation
import Media
import Records
import SealedChannel
import SecureChannel
import Transport

@testable import SyncEngine

/// A farm without pockets in a folder of its own, and a folder that plays the medium.
final class CopyFarm {
  struct NoKeys: KeyRing {
    func keys() throws(KeyFileError) -> Keys { throw .unreadable(path: "") }
    func change(_ body: (inout PeerBook) -> Void) throws(KeyFileError) {}
  }

  let folder: URL
  let farm: FarmDatabase
  let stick: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)")
    stick = folder.appending(path: "stick").path
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    let path = folder.appending(path: "farm.sqlite").path
    try Self.run(path, "CREATE TABLE t(id TEXT PRIMARY KEY, a TEXT)")
    let table = ProfileTable(name: "t", identity: .natural, direction: .both)
    _ = try FarmDatabase.prepare(
      path: path, profile: SyncProfile(name: "test", recentDays: 100, tables: [table], leftOut: []),
      farmName: "Essai")
    farm = try FarmDatabase(path: path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What another program does to the farm's file, or to the ledger beside it.
  func program(_ sql: String) throws { try Self.run(farm.path, sql) }
  func ledger(_ sql: String) throws { try Self.run(farm.ledger.path, sql) }

  /// What the ledger has of copies: generation and whether it is a partial one.
  func kept() throws -> [String] {
    try Self.run(
      farm.ledger.path, "SELECT generation || '|' || partial FROM kept ORDER BY generation")
  }

  private struct Refused: Error { let words: String }

  /// Runs every statement; gives the first column of the rows.
  @discardableResult
  private static func run(_ path: String, _ sql: String) throws -> [String] {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open(path, &database) == SQLITE_OK else { throw Refused(words: path) }
    var lines: [String] = []
    for text in sql.split(separator: ";") where text.contains(where: { !$0.isWhitespace }) {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      sqlite3_prepare_v2(database, String(text), -1, &statement, nil)
      while sqlite3_step(statement) == SQLITE_ROW {
        lines.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
      }
      guard sqlite3_errcode(database) == SQLITE_DONE else {
        throw Refused(words: String(cString: sqlite3_errmsg(database)))
      }
    }
    return lines
  }

  /// A copy of what is there now; `meanwhile` is called at each step of it.
  func copy(
    judged: VolumeIdentity? = nil, isPretended: Bool = false, keys: CopyKeys = CopyKeys(),
    meanwhile: @escaping (CopyProgress.Phase, StopSignal) throws -> Void = { _, _ in }
  ) throws -> CopyReport {
    _ = try farm.capture()
    var status = stat()
    stat(stick, &status)
    let place = CopyPlace(
      mountPoint: stick, device: UInt64(status.st_dev), judged: judged,
      facts: MediumFacts(
        label: "STICK", model: "", fileSystem: "", uuid: "", isPretended: isPretended))
    let stop = StopSignal()
    let run = SyncRun(
      farm, addresses: [],
      connect: { address throws(TransportError) in throw .noSuchDevice(path: address.text) },
      keys: NoKeys(), program: "test", stop: stop
    ) { event in
      if case .copying(let progress) = event { try? meanwhile(progress.phase, stop) }
    }
    return try run.copy(to: place, exceptions: [], keys: keys)
  }

  /// The numbers of the copies that are there.
  func copies() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: stick)
      .filter { $0.hasSuffix(".json") && !$0.hasSuffix("medium.json") }.sorted()
  }
}
