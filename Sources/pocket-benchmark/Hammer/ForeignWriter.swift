import Foundation
import Synchronization

/// Debian's `sqlite3` as a farm program that never pauses: each statement a transaction of its own.
final class ForeignWriter: Sendable {
  /// What it may do beside writing rows.
  enum Rebuild: String, CaseIterable {
    case never
    case vacuum
    case tables
  }

  private static let statementsAtOnce = 50

  private let process = Process()
  private let input = Pipe()
  private let isOver = Mutex(false)
  private let fed = DispatchSemaphore(value: 0)

  /// Writes to rows 1 to `rows` by `seed` until `finish`; rebuilds once, after a second.
  init(path: String, rows: Int, seed: UInt64, rebuild: Rebuild) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = ["-bail", path]
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    Thread.detachNewThread { [self] in
      feed(Statements(rows: UInt64(rows), seed: seed), rebuild)
      fed.signal()
    }
  }

  /// Lets it do what it was told, and waits; false where it was refused.
  func finish() -> Bool {
    isOver.withLock { $0 = true }
    fed.wait()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private func feed(_ statements: Statements, _ rebuild: Rebuild) {
    var statements = statements
    var rebuild: Rebuild? = rebuild
    let start = ContinuousClock.now
    var text = "PRAGMA foreign_keys = ON;\n.timeout 60000\n"
    while !isOver.withLock({ $0 }) {
      for _ in 0..<Self.statementsAtOnce { text += statements.next() + "\n" }
      if let wanted = rebuild, start.duration(to: .now) > .seconds(1) {
        text += Statements.rebuild(wanted) + "\n"
        rebuild = nil
      }
      do { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) } catch { break }
      text = ""
    }
    try? input.fileHandleForWriting.close()
  }
}

/// Statements of a farm program that knows nothing of us.
private struct Statements {
  let rows: UInt64
  var seed: UInt64

  private mutating func below(_ limit: UInt64) -> UInt64 {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (seed >> 33) % limit
  }

  mutating func next() -> String {
    let (a, b) = (below(rows) + 1, below(rows) + 1)
    switch below(8) {
    case 0: return "INSERT OR REPLACE INTO beast(nr, tag, c0) VALUES (\(a), 'BE\(b)', 'replaced');"
    case 1: return "INSERT OR REPLACE INTO beast(tag, c0) VALUES ('BE\(a)', 'again');"
    case 2: return "UPDATE OR REPLACE beast SET tag = 'BE\(b)' WHERE nr = \(a);"
    case 3: return "UPDATE OR REPLACE beast SET nr = \(b) WHERE nr = \(a);"
    case 4: return "DELETE FROM beast WHERE nr = \(a);"
    case 5: return "INSERT OR IGNORE INTO weighing SELECT nr, 'd', 1 FROM beast WHERE nr = \(a);"
    case 6: return "UPDATE weighing SET kg = kg + 1 WHERE beast BETWEEN \(a) AND \(a + 40);"
    default: return "UPDATE beast SET c0 = 'note \(b)' WHERE nr BETWEEN \(a) AND \(a + 20);"
    }
  }

  static func rebuild(_ rebuild: ForeignWriter.Rebuild) -> String {
    switch rebuild {
    case .never: ""
    case .vacuum: "VACUUM;"
    case .tables:
      """
      PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE;
      CREATE TABLE other(\(HammerBenchmark.columns));
      INSERT INTO other SELECT * FROM beast WHERE nr % 1000 <> 7;
      DROP TABLE beast; ALTER TABLE other RENAME TO beast; COMMIT; PRAGMA foreign_keys = ON;
      """
    }
  }
}
