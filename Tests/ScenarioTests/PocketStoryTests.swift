import Foundation
import Testing

/// Two pockets on one farm, a pocket set back, a pocket that is there twice.
@Suite struct PocketStoryTests {
  private func edit(_ yard: Yard, _ pocket: String, _ json: String) throws {
    let file = yard.folder.path + "/edits-\(UUID().uuidString).json"
    try Data(json.utf8).write(to: URL(filePath: file))
    let outcome = try Program.run(
      "pocket-simulator", ["--farm", pocket, "--edit-json", file], in: yard.folder)
    try yard.expect(0, outcome)
  }

  /// New animals on a pocket, known by their ear tags.
  private func add(_ tags: [String], _ yard: Yard, _ pocket: String) throws {
    let farm = try Program.sqlite(
      yard.database, "SELECT lower(hex(id)) FROM farm LIMIT 1", in: yard.folder)[0]
    let edits = tags.map { tag in
      """
      {"table": "animal",
       "set": {"farm_id": {"hex": "\(farm)"}, "ear_tag": "\(tag)", "species": "bovine"}}
      """
    }
    try edit(yard, pocket, "[" + edits.joined(separator: ",") + "]")
  }

  private func tags(_ yard: Yard) throws -> [String] {
    try Program.sqlite(
      yard.database, "SELECT ear_tag FROM animal WHERE ear_tag LIKE 'NEW%' ORDER BY 1",
      in: yard.folder)
  }

  private func dock(
    _ yard: Yard, _ pockets: [String], _ more: [String] = []
  ) throws
    -> Program.Outcome
  {
    let simulators = try pockets.map {
      try Simulator(["--farm", $0, "--sessions", "2", "--tcp", "0"], in: yard.folder)
    }
    defer { simulators.forEach { $0.stop() } }
    return try yard.sync(simulators.flatMap { ["--pocket", $0.address] } + more)
  }

  private func pair() throws -> (yard: Yard, second: String) {
    let yard = try Yard.settled()
    let second = yard.folder.path + "/second"
    let simulator = try Simulator(
      ["--farm", second, "--label", "Second", "--tcp", "0"], in: yard.folder)
    defer { simulator.stop() }
    try yard.expect(0, try yard.sync(["--pocket", simulator.address]))
    return (yard, second)
  }

  @Test func `two pockets change one row and the loser is kept`() throws {
    let (yard, second) = try pair()
    let tag = try Program.sqlite(
      yard.database, "SELECT ear_tag FROM animal ORDER BY 1 LIMIT 1", in: yard.folder)[0]
    for (pocket, name) in [(yard.pocket, "P1"), (second, "P2")] {
      try edit(
        yard, pocket,
        #"[{"table": "animal", "where": {"ear_tag": "\#(tag)"}, "set": {"work_no": "\#(name)"}}]"#)
    }
    let backup = ["--then-backup", "--pretend-external", yard.stick]
    expectRefusal(try dock(yard, [yard.pocket], backup), 12, "GATE-01")
    try yard.expect(0, try dock(yard, [yard.pocket, second], backup))
    #expect(
      try Program.sqlite(
        yard.database,
        """
        SELECT work_no FROM animal WHERE ear_tag = '\(tag)';
        SELECT p.label, c.kind, c.winner, c.loser
        FROM sync_conflict c JOIN sync_peer p USING(device);
        """, in: yard.folder) == ["P2", #"Second|both-changed|["P2"]|["P1"]"#])
    // The first pocket hears of it, and then all three agree.
    try yard.expect(0, try dock(yard, [yard.pocket, second]))
    let shown = try [yard.pocket, second].map { folder in
      let outcome = try Program.run(
        "pocket-simulator", ["--farm", folder, "--show"], in: yard.folder)
      return try JSONDecoder().decode(PocketState.self, from: Data(outcome.output.utf8))
    }
    #expect(shown[0].digest == shown[1].digest)
    #expect(shown.map(\.pending) == [0, 0])
  }

  @Test func `a partial copy stands for no complete one, and a retired pocket is not waited for`()
    throws
  {
    let (yard, second) = try pair()
    let backup = ["--then-backup", "--pretend-external", yard.stick]
    let without = backup + ["--without", "Second", "--reason", "en réparation"]
    let partial = try dock(yard, [yard.pocket], without)
    #expect(partial.status == 0, "\(partial.words)")
    #expect(partial.output.contains("Second"))
    let complete = try dock(yard, [yard.pocket, second], backup)
    #expect(complete.status == 0, "\(complete.words)")
    #expect(!complete.output.contains("Rien à faire"), "\(complete.output)")
    let again = try dock(yard, [yard.pocket, second], backup)
    #expect(again.output.contains("Rien à faire"), "\(again.output)\(again.words)")
    expectRefusal(try dock(yard, [yard.pocket], backup), 12, "GATE-01")
    try yard.expect(0, try yard.sync(["retire", "Second", "--reason", "perdu"]))
    try yard.expect(0, try dock(yard, [yard.pocket], backup))
    expectRefusal(try dock(yard, [second]), 10, "POCKET-08")
  }

  @Test(arguments: [false, true])
  func `a pocket set back to an older copy of itself loses nothing`(isCopied: Bool) throws {
    let yard = try Yard.settled()
    let old = yard.folder.path + "/old"
    let backup = isCopied ? ["--then-backup", "--pretend-external", yard.stick] : []
    try add(["NEW-A1"], yard, yard.pocket)
    try FileManager.default.copyItem(atPath: yard.pocket, toPath: old)
    try add(["NEW-B1", "NEW-B2"], yard, yard.pocket)
    try yard.expect(0, try dock(yard, [yard.pocket], backup))
    try FileManager.default.removeItem(atPath: yard.pocket)
    try FileManager.default.moveItem(atPath: old, toPath: yard.pocket)
    try add(["NEW-C1", "NEW-C2", "NEW-C3"], yard, yard.pocket)
    expectRefusal(try dock(yard, [yard.pocket], backup), 10, "KEY-05")
    try Simulator.pair(yard.pocket, in: yard.folder)
    try yard.expect(0, try dock(yard, [yard.pocket], backup))
    let wanted = ["NEW-A1", "NEW-B1", "NEW-B2", "NEW-C1", "NEW-C2", "NEW-C3"]
    #expect(try tags(yard) == wanted)
    try add(["NEW-D1"], yard, yard.pocket)
    try yard.expect(0, try dock(yard, [yard.pocket], backup))
    #expect(try tags(yard) == wanted + ["NEW-D1"])
    try expectAgreement(yard, [yard.pocket])
  }

  @Test(arguments: [false, true])
  func `a pocket that is there twice loses nothing of either`(isCopied: Bool) throws {
    let yard = try Yard.settled()
    let twin = yard.folder.path + "/twin"
    let backup = isCopied ? ["--then-backup", "--pretend-external", yard.stick] : []
    try add(["NEW-A1"], yard, yard.pocket)
    try yard.expect(0, try dock(yard, [yard.pocket], backup))
    try FileManager.default.copyItem(atPath: yard.pocket, toPath: twin)
    try add(["NEW-B1", "NEW-B2"], yard, yard.pocket)
    try add(["NEW-C1", "NEW-C2", "NEW-C3"], yard, twin)
    var wanted = ["NEW-A1", "NEW-B1", "NEW-B2", "NEW-C1", "NEW-C2", "NEW-C3"]
    for round in 0..<2 {
      // Where one went on, the other is refused by name until somebody wants it all the same.
      try yard.expect(0, try dock(yard, [yard.pocket], backup))
      expectRefusal(try dock(yard, [twin], backup), 10, "KEY-05")
      try Simulator.pair(twin, in: yard.folder)
      try yard.expect(0, try dock(yard, [twin], backup))
      try Simulator.pair(yard.pocket, in: yard.folder)
      #expect(try tags(yard) == wanted)
      for (name, pocket) in [("X", yard.pocket), ("Y", twin)] {
        try add(["NEW-\(name)\(round)"], yard, pocket)
        wanted.append("NEW-\(name)\(round)")
      }
      wanted.sort()
    }
    for pocket in [yard.pocket, twin, yard.pocket] {
      try Simulator.pair(pocket, in: yard.folder)
      try yard.expect(0, try dock(yard, [pocket], backup))
    }
    #expect(try tags(yard) == wanted)
    try expectAgreement(yard, [yard.pocket])
  }

  /// Every animal of the PC is on the pocket, and none more.
  private func expectAgreement(_ yard: Yard, _ pockets: [String]) throws {
    let animals = try Program.sqlite(
      yard.database, "SELECT count(*) FROM animal", in: yard.folder)
    for folder in pockets {
      let outcome = try Program.run(
        "pocket-simulator", ["--farm", folder, "--show"], in: yard.folder)
      let shown = try JSONDecoder().decode(PocketState.self, from: Data(outcome.output.utf8))
      #expect(shown.rows["animal"].map(String.init) == animals.first)
      #expect(shown.pending == 0)
    }
  }
}
