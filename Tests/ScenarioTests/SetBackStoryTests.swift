import Foundation
import Testing

/// The PC's database came back from an older copy; the pockets give back what they saw.
@Suite(.serialized) struct SetBackStoryTests {
  /// How the older database gets into its place.
  enum Way: String, CaseIterable {
    /// `pocket-sync restore` from the stick.
    case restored
    /// A plain file copy, as people make them, beside the newer ledger.
    case copied
    /// The same on a PC that has no ledger.
    case copiedAlone
  }

  /// A farm with two pockets, both at rest.
  private func pair() throws -> Yard {
    let yard = try Yard.settled()
    try yard.expect(0, try dock(yard, [second(yard)]))
    return yard
  }

  private func second(_ yard: Yard) -> String { yard.folder.path + "/second" }

  private func dock(
    _ yard: Yard, _ pockets: [String], _ more: [String] = [], cutAfter cut: Int? = nil
  ) throws -> Program.Outcome {
    let simulators = try pockets.map { folder in
      try Simulator(
        ["--farm", folder, "--label", URL(filePath: folder).lastPathComponent, "--sessions", "2"]
          + ["--tcp", "0"] + (cut.map { ["--cut-after", String($0)] } ?? []), in: yard.folder)
    }
    defer { simulators.forEach { $0.stop() } }
    return try yard.sync(simulators.flatMap { ["--pocket", $0.address] } + more)
  }

  private func edit(_ yard: Yard, _ pocket: String, _ tag: String, _ set: String) throws {
    let file = yard.folder.path + "/edits-\(UUID().uuidString).json"
    let json = #"[{"table": "animal", "where": {"ear_tag": "\#(tag)"}, "set": \#(set)}]"#
    try Data(json.utf8).write(to: URL(filePath: file))
    try yard.expect(
      0,
      try Program.run(
        "pocket-simulator", ["--farm", pocket, "--edit-json", file], in: yard.folder))
  }

  private func work(_ yard: Yard, _ tag: String, _ set: String) throws {
    _ = try Program.sqlite(
      yard.database, "UPDATE animal SET \(set) WHERE ear_tag = '\(tag)'", in: yard.folder)
  }

  private func tags(_ yard: Yard) throws -> [String] {
    try Program.sqlite(
      yard.database, "SELECT ear_tag FROM animal ORDER BY 1 LIMIT 8", in: yard.folder)
  }

  /// Breed and number of the animals, as the PC has them.
  private func animals(_ yard: Yard) throws -> [String] {
    try Program.sqlite(
      yard.database, "SELECT ear_tag, breed, work_no FROM animal ORDER BY 1", in: yard.folder)
  }

  /// Three docks with work on all sides and one copy after the first.
  private func threeDocks(_ yard: Yard) throws {
    let (first, second, tag) = (yard.pocket, second(yard), try tags(yard))
    let backup = ["--then-backup", "--pretend-external", yard.stick]
    try edit(yard, first, tag[0], #"{"breed": "first dock"}"#)
    try yard.expect(0, try dock(yard, [first, second], backup))
    try FileManager.default.copyItem(atPath: yard.database, toPath: yard.database + ".old")
    try edit(yard, first, tag[0], #"{"breed": "second dock"}"#)
    try edit(yard, second, tag[1], #"{"work_no": "P2"}"#)
    try work(yard, tag[2], "breed = 'office'")
    try yard.expect(0, try dock(yard, [first, second]))
    try edit(yard, second, tag[0], #"{"breed": "third dock"}"#)
    try edit(
      yard, first, tag[3], #"{"breed": "kept by the first"}"#)
    try work(yard, tag[2], "work_no = 'PC'")
    try yard.expect(0, try dock(yard, [second]))
    try yard.expect(0, try dock(yard, [first]))
  }

  private func setBack(_ yard: Yard, _ way: Way) throws {
    let files = FileManager.default
    switch way {
    case .restored:
      let target = yard.folder.path + "/restored.sqlite"
      try yard.expect(0, try yard.sync(["restore", yard.stick, target]))
      try files.removeItem(atPath: yard.database)
      try files.moveItem(atPath: target, toPath: yard.database)
    case .copied, .copiedAlone:
      try files.removeItem(atPath: yard.database)
      try files.moveItem(atPath: yard.database + ".old", toPath: yard.database)
    }
    if way != .copiedAlone { return }
    for suffix in ["", "-wal", "-shm"] {
      try? files.removeItem(atPath: yard.database + "-pocket-sync" + suffix)
    }
  }

  /// Both pockets show what the PC has, and nothing waits.
  private func expectAgreement(_ yard: Yard) throws {
    let shown = try [yard.pocket, second(yard)].map { folder in
      let outcome = try Program.run(
        "pocket-simulator", ["--farm", folder, "--show"], in: yard.folder)
      return try JSONDecoder().decode(PocketState.self, from: Data(outcome.output.utf8))
    }
    #expect(shown[0].digest == shown[1].digest)
    #expect(shown.map(\.pending) == [0, 0])
    let count = try Program.sqlite(yard.database, "SELECT count(*) FROM animal", in: yard.folder)
    #expect(shown[0].rows["animal"].map(String.init) == count.first)
  }

  private func bookkeeping(_ yard: Yard) throws -> [String] {
    try Program.sqlite(
      yard.database,
      """
      .mode quote
      SELECT * FROM sync_commit; SELECT * FROM sync_conflict; SELECT * FROM sync_quarantine;
      SELECT * FROM sync_lost;
      """, in: yard.folder)
  }

  @Test(arguments: Way.allCases)
  func `every record and every edit that a pocket saw comes back, the rest is for review`(
    way: Way
  ) throws {
    let yard = try pair()
    try threeDocks(yard)
    let wanted = try animals(yard)
    try setBack(yard, way)
    let older = try animals(yard)
    #expect(older != wanted)
    // The office goes on with the older database, and a pocket has something new.
    let tag = try tags(yard)
    try work(yard, tag[2], "breed = 'typed again'")
    try edit(yard, second(yard), tag[4], #"{"breed": "after"}"#)
    let closed = try yard.sync(["backup", "--pretend-external", yard.stick])
    #expect([11, 12].contains(closed.status), "\(closed.words)")
    let met = try dock(yard, [yard.pocket])
    try yard.expect(0, met)
    #expect(met.words.contains("copie plus ancienne"), "\(met.words)")
    try yard.expect(0, try dock(yard, [second(yard)]))
    try yard.expect(0, try dock(yard, [yard.pocket]))
    let found = try animals(yard)
    for (index, line) in wanted.enumerated() where !line.hasPrefix(tag[4] + "|") {
      #expect(found[index] == line)
    }
    #expect(found.contains { $0.hasPrefix("\(tag[4])|after|") })
    let reviews = try Program.sqlite(
      yard.database,
      "SELECT kind, columns, winner, loser FROM sync_conflict WHERE loser LIKE '%typed again%'",
      in: yard.folder)
    #expect(reviews == [#"both-changed|["breed"]|["office"]|["typed again"]"#])
    let replaced = try Program.sqlite(
      yard.database,
      "SELECT loser FROM sync_conflict WHERE kind = 'recovered' ORDER BY 1", in: yard.folder)
    #expect(replaced.contains { $0.contains("first dock") }, "\(replaced)")
    try expectAgreement(yard)
    let before = try bookkeeping(yard)
    try yard.expect(0, try dock(yard, [yard.pocket, second(yard)]))
    #expect(try bookkeeping(yard) == before)
    try expectAgreement(yard)
    try yard.expect(
      0,
      try dock(
        yard, [yard.pocket, second(yard)], ["--then-backup", "--pretend-external", yard.stick]))
  }

  @Test func `a recovery that is cut at any byte is done by the next dock`() throws {
    let start = try pair()
    try threeDocks(start)
    try setBack(start, .copied)
    let uncut = try Yard(copying: start)
    try uncut.expect(0, try dock(uncut, [uncut.pocket]))
    let wanted = try uncut.state()
    #expect(!wanted.reviews.isEmpty)
    var cuts = 0
    for cut in stride(from: 60, to: 12_000, by: 113) {
      let yard = try Yard(copying: start)
      guard try dock(yard, [yard.pocket], cutAfter: cut).status != 0 else { break }
      cuts += 1
      try yard.expect(0, try dock(yard, [yard.pocket]))
      let difference = try yard.state().difference(from: wanted)
      #expect(difference == [], "cut after \(cut) bytes")
    }
    #expect(cuts > 10)
  }
}
