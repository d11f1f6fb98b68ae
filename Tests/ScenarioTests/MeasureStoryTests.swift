import Foundation
import Testing

/// What a farm measured over some days, as `status --history` and a Prometheus see it.
struct MeasureStoryTests {
  private struct History: Decodable {
    struct Session: Decodable {
      let pocket: String?
      let code: String?
      let changes: UInt64
      let sentBytes: UInt64
      let receivedBytes: UInt64
      let framesSent: UInt64
      let framesHeard: UInt64
      let framesMissed: UInt64
      let lossPermille: Int
    }
    struct Verdict: Decodable {
      let codes: [String]
    }
    struct Copy: Decodable {
      let bytes: UInt64?
      let code: String?
    }
    let sessions: [Session]
    let verdicts: [Verdict]
    let copies: [Copy]
    let sums: [String: UInt64]
  }

  private func history(_ yard: Yard) throws -> History {
    let shown = try yard.sync(["status", "--history", "--json"])
    #expect(shown.status == 0, "\(shown.words)")
    return try JSONDecoder().decode(History.self, from: Data(shown.output.utf8))
  }

  @Test func `sessions, verdicts and copies are measured where they happen`() throws {
    let yard = try Yard.settled()
    let before = try history(yard)
    #expect(before.sessions.count == 1 && before.verdicts.isEmpty && before.copies.isEmpty)
    try yard.workApart()
    // A cable that is pulled out, a gate that stays closed, then all as it should be.
    #expect(try yard.dock(.pty, cutAfter: 3_000).status == 10)
    #expect(
      try yard.sync(["backup", "--pretend-external", yard.stick]).status == 12)
    try yard.expect(
      0, try yard.dock(.pty, ["--then-backup", "--pretend-external", yard.stick]))
    try yard.expect(
      0, try yard.dock(.pty, ["--then-backup", "--pretend-external", yard.stick]))

    let found = try history(yard)
    #expect(found.sessions.count == 4)
    #expect(found.sessions.map { $0.code == nil } == [true, true, false, true])
    let cut = found.sessions[2]
    #expect(cut.code != nil && cut.pocket == "Pocket", "\(cut)")
    #expect(cut.receivedBytes <= 3_000)
    let whole = found.sessions[1]
    #expect(whole.changes > 0 && whole.framesSent > 0 && whole.sentBytes > whole.framesSent)
    #expect(whole.receivedBytes > whole.changes * 10)
    #expect(found.verdicts.map { $0.codes.contains("GATE-01") } == [false, false, true])
    #expect(found.copies.count == 2)
    #expect(found.copies[1].bytes ?? 0 > 10_000 && found.copies[1].code == nil)
    #expect(found.copies[0].bytes == nil && found.copies[0].code == nil)
    #expect(found.sums["sessions/done"] == 3 && found.sums["sessions/failed"] == 1)
    #expect(found.sums["refusals/GATE-01"] == 1 && found.sums["copies/unchanged"] == 1)
    #expect(found.sums["changes"] == found.sessions.reduce(0) { $0 + $1.changes })
    try expectTables(yard)
    try expectFile(yard, found)
  }

  @Test func `what was lost on the way in is told, in the history and in the bundle`() throws {
    let yard = try SecretYard.plain()
    try yard.expect(0, try yard.sync(["status"]))
    _ = try Program.sqlite(
      yard.database + "-pocket-sync",
      """
      INSERT INTO session_measure(at, took, changes, conflicts, quarantined, sent, received,
        frames_sent, frames_resent, frames_received, frames_heard, frames_missed, frames_broken,
        timeouts)
      VALUES (1779381600000, 5, 0, 0, 0, 900, 900, 100, 1, 110, 95, 5, 2, 0);
      """, in: yard.folder)
    let session = try #require(try history(yard).sessions.first)
    #expect(session.framesHeard == 95 && session.framesMissed == 5 && session.lossPermille == 50)
    let shown = try yard.sync(["bundle", "--show"])
    let fields = #""frames-heard": 95, "frames-missed": 5, "frames-broken": 2, "loss-permille": 50"#
    #expect(shown.output.contains(fields), "\(shown.output)")
  }

  private func expectTables(_ yard: Yard) throws {
    let shown = try yard.sync(["status", "--history", "--limit", "3"])
    #expect(shown.status == 0)
    for text in [
      "Les 3 dernières séances", "Résultat", "Reprises", "arrêtée : ",
      "Contrôles avant copie : 2 accords, 1 refus.", "GATE-01 : 1 fois", "rien à copier",
    ] {
      #expect(shown.output.contains(text), "\(text) in \(shown.output)")
    }
    let reprises = try #require(
      shown.output.firstMatch(of: /jusqu'à la dernière séance : ([▁-█]+)/))
    #expect(reprises.1.count == 3)
  }

  private func expectFile(_ yard: Yard, _ history: History) throws {
    let folder = yard.folder.path + "/collector"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("old".utf8).write(to: URL(filePath: folder + "/pocket-sync.prom"))
    let written = try yard.sync(["status", "--prometheus", folder])
    #expect(written.status == 0 && written.output.contains("pocket-sync.prom"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder) == ["pocket-sync.prom"])
    let path = folder + "/pocket-sync.prom"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o644)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let sent = try #require(
      text.firstMatch(of: /pocket_sync_line_sent_bytes_total\{farm_name="[^"]+"\} ([0-9]+)/))
    #expect(UInt64(sent.1) == history.sums["sent-bytes"])
    #expect(text.contains(#",outcome="failed"} 1"#))
    let refused = try yard.sync(["status", "--prometheus", folder + "/none/file.prom"])
    #expect(refused.status == 64 && refused.words.contains("[USE-"), "\(refused.words)")
  }
}
