import DemoFarm
import FarmDatabase
import Foundation
import Records

/// A small farm in a folder: PC, pocket and a stick that is only pretended.
final class Yard: Sendable {
  /// How a pocket is plugged in.
  enum Line: String, CaseIterable {
    case pty
    case tcp

    var arguments: [String] { self == .pty ? ["--pty"] : ["--tcp", "0"] }
  }

  let folder: URL
  var database: String { folder.path + "/farm.sqlite" }
  var pocket: String { folder.path + "/pocket" }
  var stick: String { folder.path + "/stick" }

  /// An empty yard.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "yard-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
  }

  /// The same state again, for one more try from the same start.
  init(copying other: Yard) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "yard-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: other.folder, to: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A farm of two years, prepared, with a pocket that has taken over what it needs.
  static func settled() throws -> Yard {
    let yard = try Yard()
    _ = try FarmGenerator(seed: 3, scale: .smallFarm).write(to: yard.database)
    let profile = yard.folder.path + "/profile.json"
    try Data(ShippedFarm.profile).write(to: URL(filePath: profile))
    try yard.expect(0, try yard.sync(["init", yard.database, "--profile", profile]))
    try yard.expect(0, try yard.dock(.tcp))
    return yard
  }

  /// A week of work on both sides, some of it on the same rows.
  func workApart() throws {
    let edits = folder.path + "/edits.json"
    try Data(
      """
      [{"table": "animal", "where": {"sex": "M"}, "set": {"work_no": "P1"}},
       {"table": "parcel_season", "where": {"campaign": 2026}, "set": {"sown_on": "2026-04-04"}}]
      """.utf8
    ).write(to: URL(filePath: edits))
    try expect(
      0,
      try Program.run(
        "pocket-simulator",
        ["--farm", pocket, "--records", "40", "--edit", "9", "--seed", "9", "--edit-json", edits],
        in: folder))
    _ = try Program.sqlite(
      database,
      """
      UPDATE parcel_season SET sown_on = '2026-03-03', variety = 'Bintje';
      UPDATE animal SET work_no = 'PC' || substr(ear_tag, -3);
      UPDATE parcel SET label = label || ' bis' WHERE nitrate_zone = 0;
      """, in: folder)
  }

  /// Runs `pocket-sync` with the arguments.
  func sync(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run("pocket-sync", arguments, in: folder)
  }

  /// Plugs the pocket in and runs `pocket-sync`; `cut` ends the pocket after so many bytes.
  func dock(
    _ line: Line, cutAfter cut: Int? = nil, sessions: Int = 1, _ arguments: [String] = []
  ) throws -> Program.Outcome {
    var plug = ["--farm", pocket, "--sessions", String(sessions)] + line.arguments
    if let cut { plug += ["--cut-after", String(cut)] }
    let simulator = try Simulator(plug, in: folder)
    defer { simulator.stop() }
    return try sync(["--pocket", simulator.address] + arguments)
  }

  func expect(_ status: Int32, _ outcome: Program.Outcome) throws {
    guard outcome.status == status else { throw ProgramFailed(words: outcome.words) }
  }

  /// Everything that must not depend on where the cable was cut.
  func state() throws -> YardState {
    let shown = try Program.run("pocket-simulator", ["--farm", pocket, "--show"], in: folder)
    try expect(0, shown)
    let summary = try JSONDecoder().decode(PocketState.self, from: Data(shown.output.utf8))
    return YardState(rows: try rows(), reviews: try reviews(), pocket: summary)
  }

  /// Each of the farm's tables, its rows sorted.
  func rows() throws -> [String] {
    let tables = try Program.sqlite(
      database,
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
        AND name NOT LIKE 'sync%' ORDER BY name
      """, in: folder)
    return try tables.map { table in
      try Program.sqlite(
        database, ".mode quote\nSELECT * FROM \"\(table)\"", in: folder
      ).sorted().joined(separator: "\n")
    }
  }

  /// What somebody still has to decide.
  func reviews() throws -> [String] {
    try Program.sqlite(
      database,
      """
      SELECT tbl, hex(gid), kind, columns, winner, loser FROM sync_conflict ORDER BY 1, 2, 4;
      SELECT tbl, hex(gid), reason FROM sync_quarantine ORDER BY 1, 2;
      """, in: folder)
  }
}

struct YardState {
  /// Each table's rows, sorted, a line each.
  let rows: [String]
  let reviews: [String]
  let pocket: PocketState

  /// The lines that only one of the two has.
  func difference(from other: YardState) -> [String] {
    Self.difference(rows.flatMap(Self.lines), other.rows.flatMap(Self.lines))
      + Self.difference(reviews, other.reviews)
      + (pocket == other.pocket ? [] : ["\(pocket)", "\(other.pocket)"])
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  private static func difference(_ first: [String], _ second: [String]) -> [String] {
    first.difference(from: second).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
  }
}

/// The part of the simulator's summary that both runs must share.
struct PocketState: Decodable, Equatable {
  let lastNumber: UInt64
  let mergedNumber: UInt64
  let pending: UInt64
  let rows: [String: Int]
  let digest: String
}
