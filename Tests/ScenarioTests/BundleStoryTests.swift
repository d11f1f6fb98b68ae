import Foundation
import Records
import Testing

/// The bundle for the helpdesk, as a person makes it and as a curious one looks into it.
struct BundleStoryTests {
  @Test func `what is looked for is found in every form`() {
    let secret = Data("Geheim+ç/4711".utf8)
    let leaks = Leaks(["Geheim+ç/4711"])
    for (name, form, _) in Leaks.forms(of: secret) {
      let around = Data("ab".utf8) + form + Data("cd".utf8)
      #expect(!leaks.found(in: around).isEmpty, "\(name)")
    }
    for shift in 0..<3 {
      let longer = Data(repeating: 7, count: shift) + secret + Data("tail".utf8)
      #expect(!leaks.found(in: Data(longer.base64EncodedString().utf8)).isEmpty)
    }
    #expect(leaks.found(in: Data("nothing of the kind".utf8)).isEmpty)
  }

  @Test func `a farm full of known secrets gives a bundle that has none of them`() throws {
    let yard = try SecretYard()
    let leaks = Leaks(try yard.secrets(), bytes: try yard.identities())
    #expect(leaks.secrets.count > 300)
    let made = try yard.yard.sync(["bundle", "--to", yard.bundle, "--yes"])
    #expect(made.status == 0, "\(made.words)")
    let files = try yard.opened()
    #expect(files.count == 17)
    for (name, bytes) in files {
      #expect(leaks.found(in: bytes) == [], "\(name)")
      #expect(bytes.allSatisfy { $0 == 10 || (32...126).contains($0) }, "\(name) is plain text")
    }
    let packed = try Data(contentsOf: URL(filePath: yard.bundle))
    #expect(leaks.found(in: packed) == [])
    #expect(leaks.found(in: try yard.unpacked()) == [])
    // What is in the terminal is what a person has to know on the telephone.
    #expect(made.output.contains("= " + SecretYard.pocket))
    try expectFacts(files)
  }

  /// It is no bundle of nothing either.
  private func expectFacts(_ files: [String: Data]) throws {
    func lines(_ name: String) throws -> [[String: Any]] {
      let object = try JSONSerialization.jsonObject(with: files[name] ?? Data())
      return try #require(object as? [[String: Any]])
    }
    #expect(try lines("tables.json").contains { $0["table"] as? String == "intervention" })
    let pockets = try lines("pockets.json")
    #expect(pockets.count == 1 && pockets[0]["sessions"] as? Int ?? 0 > 0)
    let sessions = try lines("sessions.json")
    #expect(!sessions.isEmpty)
    #expect(sessions.allSatisfy { $0["pocket"] as? String == pockets[0]["pocket"] as? String })
    #expect(try lines("channels.json").map { $0["is-set-up"] as? Bool } == [true, true])
    #expect(try lines("channels.json")[1]["waiting"] as? Int == 1)
    #expect(try lines("conflicts.json").contains { $0["state"] as? String == "open" })
    #expect(try lines("media.json").count == 1)
    #expect(try lines("gate.json").allSatisfy { $0["is-open"] as? Bool == true })
    #expect(try lines("measures.json").contains { $0["sent-bytes"] as? Int ?? 0 > 0 })
  }

  @Test func `the names of another farm program are masked, its numbers are not`() throws {
    let yard = try Yard()
    _ = try Program.sqlite(
      yard.database,
      """
      CREATE TABLE dettes_werner(id INTEGER PRIMARY KEY, creancier TEXT, montant_du INTEGER);
      INSERT INTO dettes_werner VALUES (1, 'Banque Rurale', 41000), (2, 'Oncle Paul', 3);
      """, in: yard.folder)
    let profile = yard.folder.path + "/p.json"
    try yard.expect(0, try yard.sync(["profile", "suggest", yard.database, "--output", profile]))
    try yard.expect(0, try yard.sync(["init", yard.database, "--profile", profile]))
    let shown = try yard.sync(["bundle", "--show"])
    #expect(shown.status == 0, "\(shown.words)")
    let leaks = Leaks(["dettes_werner", "creancier", "montant_du", "Banque Rurale", "Oncle Paul"])
    #expect(leaks.found(in: Data(shown.output.utf8)) == [])
    let table = try #require(
      shown.output.firstMatch(of: /"table": "(table-[0-9a-f]{8})", "rows": 2/))
    let column = "{\"table\": \"\(table.1)\", \"number\": 0, \"column\": \"column-"
    #expect(shown.output.contains(column))
    #expect(shown.output.contains("\"has-private-names\": true"))
    #expect(!shown.output.contains("fingerprint"))
  }

  @Test func `nothing is written without a yes, and nothing is written over`() throws {
    let yard = try SecretYard.plain()
    let file = yard.folder.path + "/paquet.tar.zst"
    let asked = try Program.run(
      "pocket-sync", ["bundle", "--to", file], in: yard.folder, input: "non\n")
    #expect(asked.status == 15)
    #expect(asked.output.contains("database.json") && asked.output.contains("Jamais dedans"))
    #expect(asked.output.contains("Rien n'a été écrit ni envoyé."))
    #expect(!FileManager.default.fileExists(atPath: file))
    let agreed = try Program.run(
      "pocket-sync", ["bundle", "--to", file], in: yard.folder, input: "oui\n")
    #expect(agreed.status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let again = try yard.sync(["bundle", "--to", file, "--yes"])
    #expect(again.status == 64 && again.words.contains("[USE-"), "\(again.words)")
  }

  @Test func `a database that does not open is told by its code, with the rest of the facts`()
    throws
  {
    let yard = try Yard()
    try Data("not a database at all, whatever it says".utf8)
      .write(to: URL(filePath: yard.database))
    let shown = try yard.sync(["bundle", "--show"])
    #expect(shown.status == 0, "\(shown.words)")
    #expect(shown.output.contains(/"problem": "DATA-[0-9]{2}"/))
    #expect(shown.output.contains("\"kernel\""))
  }

  @Test(arguments: [("", "sync_commit", "DATA-07"), ("-pocket-sync", "session", "DATA-20")])
  func `a damaged page keeps its own facts from the bundle, and no others`(
    file: String, table: String, code: String
  ) throws {
    let yard = try SecretYard.plain()
    try yard.expect(0, try yard.sync(["status"]))
    let path = yard.database + file
    let found = try Program.sqlite(
      path,
      """
      PRAGMA wal_checkpoint(TRUNCATE); SELECT rootpage FROM sqlite_schema WHERE name = '\(table)'
      """, in: yard.folder)
    let page = try #require(found.last.flatMap(UInt64.init))
    let handle = try FileHandle(forUpdating: URL(filePath: path))
    try handle.seek(toOffset: (page - 1) * 4096)
    try handle.write(contentsOf: Data(repeating: 0x5A, count: 4096))
    try handle.close()
    let shown = try yard.sync(["bundle", "--show"])
    #expect(shown.status == 0, "\(shown.words)")
    #expect(shown.output.contains("\"problem\": \"\(code)\""), "\(shown.output)")
    #expect(shown.output.contains("\"kernel\""))
  }

  @Test func `an outbox that cannot be read is told by its code, and hides nothing else`() throws {
    let yard = try SecretYard.plain()
    try yard.expect(0, try yard.sync(["status"]))
    let hub = try #require(
      try Program.sqlite(yard.database, "SELECT lower(hex(hub)) FROM sync_hub", in: yard.folder)
        .first)
    let outbox = yard.folder.appending(path: "outbox/\(hub)")
    let files = FileManager.default
    try files.createDirectory(
      at: outbox.appending(path: "000001-mail"), withIntermediateDirectories: true)
    let damaged = try yard.sync(["bundle", "--show"])
    #expect(damaged.status == 0, "\(damaged.words)")
    #expect(damaged.output.contains("\"waiting\": 0, \"damaged\": 1, \"delivered\": 0"))
    // A file in its place is unreadable for root too.
    try files.removeItem(at: outbox)
    try Data().write(to: outbox)
    let shown = try yard.sync(["bundle", "--show"])
    #expect(shown.status == 0, "\(shown.words)")
    #expect(shown.output.contains("\"problem\": \"SEND-01\"}"), "\(shown.output)")
    #expect(shown.output.contains("\"newest-commit\""))
  }

  @Test func `a text where only a code may stand makes it refuse, and nothing is written`() throws {
    let yard = try SecretYard.plain()
    try yard.expect(0, try yard.sync(["status"]))
    _ = try Program.sqlite(
      yard.database + "-pocket-sync",
      """
      INSERT INTO copy_measure(at, took, code) VALUES (1779381600000, 5, 'Banque Rurale, 41000');
      """, in: yard.folder)
    let file = yard.folder.path + "/paquet.tar.zst"
    let refused = try yard.sync(["bundle", "--to", file, "--yes"])
    #expect(refused.status == 16 && refused.words.contains("[BUNDLE-03]"), "\(refused.words)")
    #expect(refused.words.contains("« copies.json »") && refused.words.contains("« code »"))
    #expect(!(refused.words + refused.output).contains("Banque"))
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test func `without the helpdesk's key nothing leaves`() throws {
    let yard = try SecretYard.plain()
    let letter = ["--mail", "Luc, ferme 12\nplus rien ne va\nque faire ?"]
    let unset = try yard.sync(["bundle", "--yes"] + letter)
    #expect(unset.status == 16 && unset.words.contains("[CHAN-09]"), "\(unset.words)")
    try Data("pré vert\n".utf8).write(to: yard.folder.appending(path: "password"))
    try yard.expect(
      0,
      try yard.sync([
        "channels", "mail", "--host", "localhost", "--user", "ferme", "--sender",
        "luc@example.be", "--helpdesk", "help@example.org", "--password-file",
        yard.folder.path + "/password",
      ]))
    for way in [letter, ["--server"]] {
      let refused = try yard.sync(["bundle", "--yes"] + way)
      #expect(refused.status == 16 && refused.words.contains("[BUNDLE-05]"), "\(refused.words)")
    }
    #expect(!FileManager.default.fileExists(atPath: yard.folder.path + "/outbox"))
  }
}
