import Foundation
import Testing

/// What both sides changed, looked at, decided and taken back by a person, with real processes.
@Suite struct ReviewStoryTests {
  private struct Lists: Decodable {
    struct Item: Decodable {
      let number: Int
      let kind: String
      let table: String
      let state: String
    }
    let conflicts: [Item]
  }

  private struct Commit: Decodable {
    let number: Int
    let kind: String
    let session: String?
  }

  private func open(_ yard: Yard, _ database: String? = nil) throws -> [Lists.Item] {
    let outcome = try yard.sync(
      ["conflicts", "--json", "--limit", "1000", "--database", database ?? yard.database])
    try yard.expect(0, outcome)
    return try JSONDecoder().decode(Lists.self, from: Data(outcome.output.utf8)).conflicts
  }

  private func apart() throws -> Yard {
    let yard = try Yard.settled()
    try yard.workApart()
    let dock = try yard.dock(.tcp)
    try yard.expect(0, dock)
    #expect((dock.output + dock.words).contains("pocket-sync conflicts"))
    return yard
  }

  private func farmRows(_ yard: Yard) throws -> [String] { try yard.state().rows }

  @Test func `open items outlive three docks, a copy and its restoration`() throws {
    let yard = try apart()
    let first = try open(yard)
    #expect(first.count > 1)
    for number in 0..<3 {
      _ = try Program.run(
        "pocket-simulator", ["--farm", yard.pocket, "--records", "5", "--seed", "\(number + 20)"],
        in: yard.folder)
      try yard.expect(0, try yard.dock(.tcp))
    }
    #expect(try open(yard).map(\.number).filter(first.map(\.number).contains).count == first.count)
    let count = try open(yard).count
    let copied = try yard.dock(
      .tcp, sessions: 2, ["--then-backup", "--pretend-external", yard.stick])
    try yard.expect(0, copied)
    #expect(copied.output.contains("décider"))
    let restored = yard.folder.path + "/restored.sqlite"
    try yard.expect(0, try yard.sync(["restore", yard.stick, restored]))
    #expect(try open(yard, restored).count == count)
    #expect(try yard.sync(["status"]).output.contains("\(count) différences"))
  }

  @Test func `a decision reaches the pocket, and the next copy holds it`() throws {
    let yard = try apart()
    let backup = ["--then-backup", "--pretend-external", yard.stick]
    try yard.expect(0, try yard.dock(.tcp, sessions: 2, backup))
    let item = try #require(
      try open(yard).first { $0.kind == "both-changed" && $0.table == "animal" })
    let shown = try yard.sync(["conflicts", "show", "\(item.number)"])
    #expect(shown.output.contains("pocket-sync conflicts decide \(item.number) pocket"))
    #expect(shown.output.contains("Modifié des deux côtés"))
    let decided = try yard.sync(["conflicts", "decide", "\(item.number)", "other", "D-77"])
    try yard.expect(0, decided)
    expectRefusal(
      try yard.sync(["conflicts", "decide", "\(item.number)", "pc"]), 11, "DATA-31")
    // Nobody has told the pocket yet: a copy right now would not be what both sides have.
    expectRefusal(
      try yard.sync(["backup", "--pretend-external", yard.stick]), 12, "GATE-08")
    let copied = try yard.dock(.tcp, sessions: 2, backup)
    try yard.expect(0, copied)
    #expect(!copied.output.contains("Rien à faire"))
    let restored = yard.folder.path + "/restored.sqlite"
    try yard.expect(0, try yard.sync(["restore", yard.stick, restored]))
    for file in [yard.database, restored] {
      #expect(
        try Program.sqlite(
          file, "SELECT count(*) FROM animal WHERE work_no = 'D-77'", in: yard.folder) == ["1"])
    }
    let before = try yard.state()
    try yard.expect(0, try yard.dock(.tcp))
    #expect(try yard.state().difference(from: before) == [])
  }

  @Test func `a session that is undone comes back to the pocket and is not taken again`() throws {
    let yard = try Yard.settled()
    let before = try farmRows(yard)
    let records = try yard.state().pocket.rows
    _ = try Program.run(
      "pocket-simulator", ["--farm", yard.pocket, "--records", "30", "--seed", "4"],
      in: yard.folder)
    try yard.expect(0, try yard.dock(.tcp))
    #expect(try farmRows(yard) != before)
    let outcome = try yard.sync(["history", "--json", "--limit", "3"])
    let commits = try JSONDecoder().decode([Commit].self, from: Data(outcome.output.utf8))
    let session = try #require(commits.first { $0.kind == "merge" }?.session)
    let tried = try yard.sync(["undo", session, "--dry-run"])
    try yard.expect(0, tried)
    #expect(tried.output.contains("C'était un essai"))
    #expect(try farmRows(yard) != before)
    let undone = try yard.sync(["undo", session])
    try yard.expect(0, undone)
    #expect(undone.output.contains("C'est annulé"))
    #expect(try farmRows(yard) == before)
    for _ in 0..<2 { try yard.expect(0, try yard.dock(.tcp)) }
    #expect(try farmRows(yard) == before)
    let pocket = try yard.state().pocket
    #expect(pocket.rows == records)
    #expect(pocket.pending == 0)
  }
}
