import DemoFarm
import Foundation
import Testing

/// A yard whose pocket is the one of `docs/kit`: it shares not a line with ours.
struct KitYard {
  private static let records = "30"
  let yard: Yard

  /// A small farm that the pocket has taken over, and work on both sides of it.
  init() throws {
    yard = try Yard()
    _ = try FarmGenerator(seed: 3, scale: .smallFarm).write(to: yard.database)
    let profile = yard.folder.path + "/profile.json"
    try Data(ShippedFarm.profile).write(to: URL(filePath: profile))
    try yard.expect(0, try yard.sync(["init", yard.database, "--profile", profile]))
    let pocket = try KitPocket(yard.folder, ["--tcp", "0", "--label", "Kit"])
    try yard.expect(
      0, try yard.sync(["pair", "--pocket", pocket.address, "--key", KitPocket.key]))
    try yard.expect(0, try yard.sync(["--pocket", pocket.address]))
    pocket.stop()
    try yard.expect(
      0, try KitPocket.run(yard.folder, ["--records", Self.records, "--seed", "9"]))
    _ = try Program.sqlite(
      yard.database,
      """
      UPDATE parcel_season SET sown_on = '2026-03-03', variety = 'Bintje';
      UPDATE animal SET work_no = 'PC' || substr(ear_tag, -3);
      UPDATE parcel SET label = label || ' bis' WHERE nitrate_zone = 0;
      """, in: yard.folder)
  }

  private init(_ yard: Yard) { self.yard = yard }

  /// The same state again.
  func copied() throws -> KitYard { KitYard(try Yard(copying: yard)) }

  func dock(_ line: Yard.Line, cutAfter cut: Int? = nil) throws -> Program.Outcome {
    let cutting = cut.map { ["--cut-after", String($0)] } ?? []
    let pocket = try KitPocket(yard.folder, line.arguments + cutting)
    defer { pocket.stop() }
    return try yard.sync(["--pocket", pocket.address])
  }

  /// What the farm holds, what waits for a decision, and what the pocket shows.
  func state() throws -> YardState {
    let shown = try KitPocket.run(yard.folder, ["--show"])
    try yard.expect(0, shown)
    let summary = try JSONDecoder().decode(PocketState.self, from: Data(shown.output.utf8))
    return YardState(rows: try yard.rows(), reviews: try yard.reviews(), pocket: summary)
  }
}

/// The sweep of `CutSweepTests` with a pocket that was written from the documents alone.
///
/// With `CONFORMANCE_LONG` the cable is cut at every byte; else at some of them.
@Suite(
  .enabled(if: KitPocket.isInstalled, "Python's protobuf and cryptography are not installed"))
struct KitSweepTests {
  private static let cuts = 20

  @Test(arguments: Yard.Line.allCases)
  func `the kit's pocket that dies at any byte leaves no trace once it is back`(
    line: Yard.Line
  ) throws {
    let start = try KitYard()
    let uncut = try start.copied()
    try uncut.yard.expect(0, try uncut.dock(line))
    let wanted = try uncut.state()
    #expect(wanted.pocket.pending == 0)
    #expect(wanted.pocket.lastNumber == 30)
    let total = try bytesOfSession(start, line)
    #expect(total > 4_000)
    let count = Judge.isLong ? total - 1 : Self.cuts
    var survived = 0
    for index in 0..<count {
      let cut = 1 + index * (total - 1) / count
      let yard = try start.copied()
      let first = try yard.dock(line, cutAfter: cut)
      if first.status == 0 { survived += 1 } else { #expect(first.status == 10) }
      try yard.yard.expect(0, try yard.dock(line))
      let found = try yard.state()
      #expect(found.difference(from: wanted) == [], "cut after \(cut) of \(total) bytes")
    }
    // Nearly every cut must have hit the session, or the sweep proves nothing.
    #expect(survived <= max(2, count / 10), "\(survived) of \(count) were no cuts")
  }

  /// The smallest number of bytes after which a cut is no cut any more, to a few bytes.
  private func bytesOfSession(_ start: KitYard, _ line: Yard.Line) throws -> Int {
    var low = 1
    var high = 1 << 17
    while high - low > 64 {
      let middle = (low + high) / 2
      let yard = try start.copied()
      if try yard.dock(line, cutAfter: middle).status == 0 { high = middle } else { low = middle }
    }
    return high
  }
}
