import Foundation

/// A farm whose every text is a secret that is known to the test.
struct SecretYard {
  static let pocket = "Pocket-de-Geheim-Marie"
  private static let letter =
    "Luc Geheimrat, ferme 77\nles dettes de Geheimrat\nque faire, Geheimrat ?"

  let yard: Yard
  var bundle: String { yard.folder.path + "/paquet.tar.zst" }

  /// Two years, a pocket, conflicts, a copy, settings of both channels, a letter that waits.
  init() throws {
    yard = try Yard.settled()
    try yard.workApart()
    try yard.expect(
      0, try yard.dock(.tcp, ["--then-backup", "--pretend-external", yard.stick]))
    try setUpChannels()
    try yard.expect(
      0, try yard.sync(["send", "--mail", Self.letter, "--later"]))
    try fill(yard.database)
    try fill(yard.database + "-pocket-sync")
    _ = try Program.sqlite(
      yard.database + "-pocket-sync",
      """
      UPDATE medium SET medium = 'Geheim-0123456789AB';
      UPDATE kept SET medium = 'Geheim-0123456789AB';
      """,
      in: yard.folder)
    _ = try Program.sqlite(
      yard.database, "UPDATE sync_peer SET label = '\(Self.pocket)';", in: yard.folder)
  }

  /// A prepared farm without anything.
  static func plain() throws -> Yard {
    let yard = try Yard()
    _ = try Program.sqlite(
      yard.database, "CREATE TABLE field(id INTEGER PRIMARY KEY, label TEXT);", in: yard.folder)
    let profile = yard.folder.path + "/p.json"
    try yard.expect(0, try yard.sync(["profile", "suggest", yard.database, "--output", profile]))
    try yard.expect(0, try yard.sync(["init", yard.database, "--profile", profile]))
    return yard
  }

  private func setUpChannels() throws {
    func file(_ name: String, _ text: String) throws -> String {
      let url = yard.folder.appending(path: name)
      try Data(text.utf8).write(to: url)
      return url.path
    }
    try yard.expect(
      0,
      try yard.sync([
        "channels", "mail", "--host", "mail.geheimhost.example", "--user", "geheimuser",
        "--sender", "geheim@absender.example", "--helpdesk", "help@geheimdesk.example",
        "--password-file", try file("password", "GeheimPasswort1\n"),
      ]))
    try yard.expect(
      0,
      try yard.sync([
        "channels", "server", "--endpoint", "https://s3.geheimserver.example", "--bucket",
        "geheimbucket", "--key-id", "GEHEIMKEYID", "--prefix", "geheimprefix",
        "--secret-file", try file("secret", "GeheimSecretKey99\n"),
      ]))
  }

  /// The bookkeeping without which the database would not open.
  private static let structure = [
    "sync_hub.profile", "sync_hub.hub", "sync_hub.fingerprint", "sync_table.", "sync_commit.kind",
    "sync_conflict.tbl", "sync_conflict.state", "sync_quarantine.state",
    // What is no code makes the bundle refuse, as another test shows.
    "session_measure.code", "gate_measure.codes", "copy_measure.code", "measure_sum.",
  ]

  /// Puts a text of its own into each column of each table that takes one; some refuse.
  private func fill(_ path: String) throws {
    let columns = try Program.sqlite(
      path,
      """
      SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND upper(c.type) IN ('TEXT', 'BLOB', '')
      """, in: yard.folder)
    var sql = "PRAGMA foreign_keys = OFF;\n"
    for column in columns where !Self.structure.contains(where: column.hasPrefix) {
      let parts = column.split(separator: ".").map(String.init)
      sql += "UPDATE OR IGNORE \"\(parts[0])\" SET \"\(parts[1])\" = 'Geheim-' || "
      sql += "substr(hex(randomblob(6)), 1, 12) WHERE typeof(\"\(parts[1])\") = 'text';\n"
    }
    // Checks and triggers refuse some: the others must go on.
    _ = try Program.run("/usr/bin/sqlite3", [path], in: yard.folder, input: sql)
  }

  /// Every text that the farm's own files hold now, and all that the settings and letters say.
  func secrets() throws -> [String] {
    var secrets: Set<String> = [Self.pocket, "Geheimrat", yard.folder.lastPathComponent]
    for path in [yard.database, yard.database + "-pocket-sync"] {
      let dump = try Program.sqlite(path, ".dump", in: yard.folder).joined(separator: "\n")
      let marks = dump.matches(of: /Geheim-[0-9A-F]{12}/).map { String($0.output) }
      secrets.formUnion(
        marks.prefix(4_000).enumerated().filter { $0.offset % 8 == 0 }.map(\.element))
      secrets.formUnion(marks.suffix(200))
    }
    secrets.formUnion([
      "geheimhost", "geheimuser", "absender", "geheimdesk", "GeheimPasswort1", "geheimserver",
      "geheimbucket", "GEHEIMKEYID", "geheimprefix", "GeheimSecretKey99",
    ])
    for file in ["keys.json", "pocket/keys.json"] {
      let path = yard.folder.path + "/" + file
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      secrets.formUnion(text.matches(of: /[0-9a-zA-Z+\/=]{32,}/).map { String($0.output) })
    }
    return secrets.sorted()
  }

  /// Identities and nonces: as bytes; their hexadecimal and base64 are forms of them.
  func identities() throws -> [Data] {
    let farm = try Program.sqlite(
      yard.database,
      """
      SELECT hex(hub) FROM sync_hub; SELECT hex(device) FROM sync_peer;
      SELECT DISTINCT hex(session) FROM sync_commit WHERE session IS NOT NULL LIMIT 50;
      SELECT DISTINCT printf('%016x', nonce) FROM sync_commit LIMIT 50;
      """, in: yard.folder)
    let ledger = try Program.sqlite(
      yard.database + "-pocket-sync",
      """
      SELECT hex(run) FROM session; SELECT hex(session) FROM session;
      SELECT hex(medium) FROM medium;
      """,
      in: yard.folder)
    return (farm + ledger).map { text in
      var bytes = Data()
      var rest = text[...]
      while let byte = UInt8(rest.prefix(2), radix: 16) {
        bytes.append(byte)
        rest = rest.dropFirst(2)
      }
      return bytes
    }
  }

  /// The tar file, unpacked by Debian's zstd.
  func unpacked() throws -> Data {
    let tar = yard.folder.path + "/paquet.tar"
    try yard.expect(
      0, try Program.run("/usr/bin/zstd", ["-qdf", bundle, "-o", tar], in: yard.folder))
    return try Data(contentsOf: URL(filePath: tar))
  }

  /// Every file of the bundle, taken out by the system's tar and proven by its sha256sum.
  func opened() throws -> [String: Data] {
    try yard.expect(
      0,
      try Program.run("/usr/bin/tar", ["-C", yard.folder.path, "-xf", bundle], in: yard.folder))
    let folder = yard.folder.appending(path: "pocket-sync-bundle")
    try yard.expect(
      0,
      try Program.run(
        "/bin/sh", ["-c", "cd '\(folder.path)' && sha256sum -c SHA256SUMS"], in: yard.folder))
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try Data(contentsOf: folder.appending(path: name))
    }
    return files
  }
}
