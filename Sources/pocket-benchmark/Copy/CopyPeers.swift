import Foundation

/// The tools that a farmer's own computer may make a copy with.
struct CopyPeers {
  let database: String
  let folder: String
  let home: String

  /// Those that the goals name.
  static let judges = ["restic", "borg"]

  func zstd() throws -> CommandFigures {
    let target = folder + "/farm.zst"
    return try shell("zstd -q -f -3 -T2 '\(database)' -o '\(target)' && sync -d '\(target)'")
      .writing(into: folder)
  }

  /// What it takes to know by hand that the copy is right: it is read from the disk and compared.
  func provenZstd() throws -> CommandFigures {
    let target = folder + "/farm.zst"
    return try shell(
      """
      zstd -q -f -3 -T2 '\(database)' -o '\(target)' && sync -d '\(target)' &&
        dd if='\(target)' iflag=nocache count=0 status=none &&
        zstd -q -dc '\(target)' | cmp - '\(database)'
      """
    ).writing(into: folder)
  }

  func backup() throws -> CommandFigures {
    let target = folder + "/backup.sqlite"
    defer { try? FileManager.default.removeItem(atPath: target) }
    return try shell("sqlite3 '\(database)' \".backup '\(target)'\"").writing(into: folder)
  }

  func vacuum() throws -> CommandFigures {
    let target = folder + "/vacuum.sqlite"
    defer { try? FileManager.default.removeItem(atPath: target) }
    return try shell("sqlite3 '\(database)' \"VACUUM INTO '\(target)'\"").writing(into: folder)
  }

  private func shell(_ script: String) -> MeasuredCommand {
    MeasuredCommand(["/bin/sh", "-c", script])
  }

  /// Those that keep many states in one repository, as far as they are installed.
  var repositories: [PeerRepository] {
    [
      PeerRepository(
        name: "restic", database: database, folder: folder + "/restic", home: home,
        makes: "restic init -q", copies: "restic backup -q '\(database)'",
        checks: "restic check -q --read-data", restores: "restic restore -q latest --target ."),
      borg("borg", chunks: ""), borg("borg, fixed 64 KiB", chunks: "--chunker-params fixed,65536"),
    ].filter(\.isInstalled)
  }

  private func borg(_ name: String, chunks: String) -> PeerRepository {
    PeerRepository(
      name: name, database: database,
      folder: folder + "/" + (chunks.isEmpty ? "borg" : "borg-fixed"), home: home,
      makes: "borg init -e none",
      copies: "borg create -C zstd,3 \(chunks) \"::$(date +%s%N)\" '\(database)'",
      checks: "borg check --verify-data",
      restores: "borg extract \"::$(borg list --last 1 --short)\"")
  }
}

/// One repository of one tool.
struct PeerRepository {
  let name: String
  let database: String
  let folder: String
  let home: String
  let makes: String
  let copies: String
  let checks: String
  let restores: String

  var isInstalled: Bool {
    FileManager.default.isExecutableFile(
      atPath: "/usr/bin/" + (makes.split(separator: " ").first ?? ""))
  }

  func copy() throws -> CommandFigures {
    if !FileManager.default.fileExists(atPath: folder) { _ = try command(makes).run() }
    return try command(copies).writing(into: folder)
  }

  func check() throws -> CommandFigures { try command(checks).run() }

  func restore() throws -> CommandFigures {
    let target = home + "/restored"
    try? FileManager.default.removeItem(atPath: target)
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: target) }
    return try command("cd '\(target)' && " + restores).run()
  }

  private func command(_ script: String) -> MeasuredCommand {
    let settings = [
      "RESTIC_PASSWORD=benchmark", "RESTIC_REPOSITORY=\(folder)", "RESTIC_CACHE_DIR=\(home)/restic",
      "BORG_REPO=\(folder)", "BORG_BASE_DIR=\(home)/borg",
      "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes",
    ]
    return MeasuredCommand(["/usr/bin/env"] + settings + ["/bin/sh", "-c", script])
  }
}
