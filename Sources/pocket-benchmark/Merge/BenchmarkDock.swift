import CSQLite
import FarmDatabase
import Foundation
import PocketProtocol
import Records
import SyncEngine

/// A prepared database and a pocket whose batches already stand in the inbox.
struct BenchmarkDock {
  let path: String
  private static let device = RowID(high: 1, low: 1)
  private static let incarnation: UInt64 = 7

  /// Makes and prepares an empty farm.
  func prepare() throws {
    try execute(BenchmarkRows.ownSchema)
    let table = ProfileTable(name: "record", identity: .own, direction: .both)
    _ = try FarmDatabase.prepare(
      path: path, profile: SyncProfile(name: "benchmark", recentDays: 1, tables: [table]),
      farmName: "Benchmark")
  }

  /// What the farm program does with plain SQLite.
  func execute(_ sql: String) throws {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    guard sqlite3_open(path, &connection) == SQLITE_OK,
      sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK
    else { throw BenchmarkFault.sqlite(String(cString: sqlite3_errmsg(connection))) }
  }

  /// The number that a query gives, asked as any program would.
  func number(_ sql: String) throws -> Int {
    var connection: OpaquePointer?
    var statement: OpaquePointer?
    defer {
      sqlite3_finalize(statement)
      sqlite3_close(connection)
    }
    guard sqlite3_open(path, &connection) == SQLITE_OK,
      sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK,
      sqlite3_step(statement) == SQLITE_ROW
    else { throw BenchmarkFault.sqlite(String(cString: sqlite3_errmsg(connection))) }
    return Int(sqlite3_column_int64(statement, 0))
  }

  /// Makes the next capture compare everything, as after a lost ledger.
  func forgetCapture() throws {
    try BenchmarkDock(path: Ledger.place(besideDatabase: path)).execute("DELETE FROM capture")
  }

  /// Puts a pocket's changes into the inbox as the batches that the line would bring.
  func receive(_ count: Int, _ make: (_ place: Int, _ number: UInt64) -> PocketChange) throws {
    let farm = try FarmDatabase(path: path)
    let first = try merged(farm)
    var builder = ChangeBatchBuilder()
    for place in 0..<count {
      let change = make(place, first + UInt64(place) + 1)
      if try builder.add(change) { continue }
      try store(builder.finish(), farm)
      builder = ChangeBatchBuilder()
      _ = try builder.add(change)
    }
    if !builder.isEmpty { try store(builder.finish(), farm) }
  }

  /// One dock from opening the database to its closing; what the merge took, and the whole.
  func dock() throws -> (merge: StepFigures, whole: StepFigures) {
    var merge: StepFigures?
    let whole = try StepFigures.timed(0) {
      let farm = try FarmDatabase(path: path)
      let session = RowID(milliseconds: 1, random: .random(in: .min ... .max), 1)
      let first = try merged(farm)
      let last = try lastStored(farm, first)
      let opening = try farm.open(session: session, run: session, pocket: facts(farm, last, first))
      let request = MergeRequest(
        device: Self.device, incarnation: Self.incarnation, session: session, lastNumber: last,
        lastNonce: last, feedSequence: opening.cursor.sequence)
      var inbox = InboxMerge(farm, request, after: first)
      merge = try StepFigures.timed(Int(last - first)) { _ = try inbox.run() }
      try farm.ledger.forget(device: Self.device, incarnation: Self.incarnation, upTo: last)
      try farm.close(session: session, lastNumber: last)
    }
    return (merge!, whole)
  }

  /// The batches alone, read as the merge reads them.
  func decode() throws -> Int {
    let farm = try FarmDatabase(path: path)
    var rows = 0
    try farm.ledger.batches(device: Self.device, incarnation: Self.incarnation, after: 0) {
      guard case .upBatch(let batch) = try ToPC(decoding: $0) else { return }
      rows += batch.count
    }
    return rows
  }

  /// Takes in what the farm program wrote; the number of rows.
  func capture() throws -> Int { try FarmDatabase(path: path).capture() }

  /// The newest commit.
  func tail() throws -> UInt64 { try FarmDatabase(path: path).tail().sequence }

  private func merged(_ farm: FarmDatabase) throws -> UInt64 {
    try farm.pockets().first?.peer.mergedNumber ?? 0
  }

  private func lastStored(_ farm: FarmDatabase, _ merged: UInt64) throws -> UInt64 {
    try merged
      + farm.ledger.left(
        device: Self.device, incarnation: Self.incarnation, after: merged)
  }

  private func store(_ batch: ChangeBatch, _ farm: FarmDatabase) throws {
    try farm.ledger.store(
      try ToPC.upBatch(batch).encoded(), first: batch.first, last: batch.last,
      lastNonce: batch.lastNonce, device: Self.device, incarnation: Self.incarnation)
  }

  private func facts(_ farm: FarmDatabase, _ last: UInt64, _ merged: UInt64) throws -> PocketFacts {
    PocketFacts(
      device: Self.device, label: "P", incarnation: Self.incarnation, lastNumber: last,
      firstNumber: 1,
      recentNonces: Dictionary([last, merged].map { ($0, $0) }) { first, _ in first },
      hub: farm.hub,
      commits: try farm.commits(after: 0), cursor: FeedCursor(after: try farm.tail().sequence),
      clockSkewMilliseconds: 0)
  }
}

/// Why a case could not be measured.
enum BenchmarkFault: Error {
  case sqlite(String)
  case step(String)
  case tool(String)
}
