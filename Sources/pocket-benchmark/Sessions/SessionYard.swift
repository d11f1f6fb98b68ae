import FarmDatabase
import Foundation
import Glibc
import Link
import Records
import SealedChannel
import SecureChannel
import SocketTransport
import SyncEngine
import Transport

/// A farm and its pocket, who have one session after the other.
final class SessionYard {
  private static let connectMilliseconds = 2_000
  private static let examples = 20

  private let folder: String
  private let hand: Hand
  private let ring: KeyFile
  private var pocket: ChildPocket?
  private var starts: UInt64 = 0
  private var lock: FarmLock?

  /// Makes both and lets them know each other.
  init(folder: String, hand: Hand) throws {
    self.folder = folder
    self.hand = hand
    ring = KeyFile(path: folder + "/keys.json")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let farm = BenchmarkDock(path: path)
    try farm.execute(Self.schema)
    let table = ProfileTable(name: "record", identity: .own, direction: .both)
    _ = try FarmDatabase.prepare(
      path: path, profile: SyncProfile(name: "sessions", recentDays: 1, tables: [table]),
      farmName: "Sessions")
    let key = PrintedKey()
    pocket = try start(["--printed-key", key.text])
    _ = try run(.behaves, session: 0).pair(address, by: .printedKey(key)) { _, _ in true }
    endPocket()
    // What the pocket's rows look like it learns here.
    _ = try session(.behaves, number: 0, records: 0)
    endPocket()
  }

  private var path: String { folder + "/farm.sqlite" }

  private var address: PocketAddress { .tcp(host: "127.0.0.1", port: pocket?.port ?? 0) }

  private func start(_ arguments: [String]) throws -> ChildPocket {
    starts += 1
    return try ChildPocket(
      ["--farm", folder + "/pocket", "--tcp", "0", "--seed", "\(starts)"] + arguments,
      output: folder + "/output")
  }

  /// One session under this fate; throws what the run throws.
  func session(_ fate: Fate, number: Int, records: Int = 2) throws {
    if let pocket, pocket.hasEnded { throw BenchmarkFault.step("the pocket ended by itself") }
    if pocket == nil { pocket = try start(records > 0 ? ["--records", "\(records)"] : []) }
    try BenchmarkDock(path: path).execute(
      "PRAGMA busy_timeout = 5000; UPDATE record SET remark = 'seen \(number)' WHERE work_no = 1")
    begin(fate, number)
    defer { end(fate, number) }
    _ = try run(fate, session: number).synchronise()
  }

  private func run(_ fate: Fate, session: Int) throws -> SyncRun {
    let (hand, pocket) = (hand, pocket)
    return SyncRun(
      try FarmDatabase(path: path), addresses: [address],
      connect: { address throws(TransportError) in
        guard case .tcp(let host, let port) = address else { throw .notTerminal(path: "") }
        let socket = try SocketTransport(
          host: host, port: port, timeoutMilliseconds: Self.connectMilliseconds)
        return Self.line(socket, fate) { blow in
          pocket.map { Self.hit($0, blow, session, hand) }
        }
      }, keys: ring, patience: .impatient, program: "benchmark", report: { _ in })
  }

  private static func line(
    _ socket: SocketTransport, _ fate: Fate, hit: @escaping @Sendable (Fate.Blow) -> Void
  ) -> any Transport {
    switch fate {
    case .hit(let blow), .farmLocks(_, let blow?):
      HittingTransport(over: socket, afterBytes: blow.afterBytes) { hit(blow) }
    case .cut(let bytes): CuttingTransport(over: socket, afterBytes: bytes)
    case .trickles(let baud): PacedTransport(over: socket, baud: baud, latencyMilliseconds: 1)
    case .behaves, .farmLocks, .stutters: socket
    }
  }

  private static func hit(
    _ pocket: ChildPocket, _ blow: Fate.Blow, _ session: Int, _ hand: Hand
  ) {
    switch blow.kind {
    case .kill: pocket.signal(SIGKILL)
    case .stop: pocket.signal(SIGSTOP)
    case .stopFor(let milliseconds):
      pocket.signal(SIGSTOP)
      hand.after(milliseconds, of: session) { pocket.signal(SIGCONT) }
    }
  }

  private func begin(_ fate: Fate, _ number: Int) {
    switch fate {
    case .farmLocks(let milliseconds, _):
      let lock = FarmLock(path: path)
      self.lock = lock
      hand.after(milliseconds, of: number) { lock.release() }
    case .stutters(let stopped, let running):
      if let pocket { Self.stutter(pocket, number, stopped, running, hand) }
    case .behaves, .hit, .trickles, .cut: break
    }
  }

  private static func stutter(
    _ pocket: ChildPocket, _ number: Int, _ stopped: Int, _ running: Int, _ hand: Hand
  ) {
    pocket.signal(SIGSTOP)
    hand.after(stopped, of: number) {
      pocket.signal(SIGCONT)
      hand.after(running, of: number) { stutter(pocket, number, stopped, running, hand) }
    }
  }

  private func end(_ fate: Fate, _ number: Int) {
    hand.forget(number)
    lock?.release()
    lock = nil
    switch fate {
    case .hit, .farmLocks(_, _?):
      // Half of those who were stopped go on and find that their line is gone.
      guard number.isMultiple(of: 2), !isKilled(fate) else { return endPocket() }
      pocket?.signal(SIGCONT)
    case .stutters: pocket?.signal(SIGCONT)
    case .behaves, .farmLocks, .trickles, .cut: break
    }
  }

  private func isKilled(_ fate: Fate) -> Bool {
    switch fate {
    case .hit(let blow), .farmLocks(_, let blow?): if case .kill = blow.kind { true } else { false }
    default: false
    }
  }

  func endPocket() {
    pocket?.end()
    pocket = nil
  }

  private static let schema = """
    CREATE TABLE record(id BLOB PRIMARY KEY, seen_on TEXT, remark TEXT, work_no INTEGER)
      WITHOUT ROWID;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(examples))
    INSERT INTO record SELECT
      CAST(printf('%016d', 1000 + i) AS BLOB), '2026-05-' || (10 + i % 19), 'wet soil ' || i, i
    FROM n;
    """
}
