import Foundation

/// The steps of the benchmark on one database and one place for the copies.
struct CopySuite {
  let ours: OurCopies
  let peers: CopyPeers

  init(folder: String, media: String, megabytes: Int) throws {
    let database = folder + "/farm.sqlite"
    ours = OurCopies(database: database, medium: media + "/ours", scratch: folder + "/scratch")
    peers = CopyPeers(database: database, folder: media + "/peers", home: folder + "/home")
    for path in [media + "/ours", folder + "/scratch", media + "/peers", folder + "/home"] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    // In a process of its own: a child's peak begins with what its parent had.
    try ours.step("make", "--megabytes", "\(megabytes)").run()
    sync()
  }

  func run(_ table: inout CopyTable, title: String, isSlow: Bool) throws {
    table.title(title)
    try first(&table, isSlow)
    try unchanged(&table)
    try ours.step("day").run()
    try changed("1,000 rows of a day", &table)
    try ours.step("scattered").run()
    try changed("1,000 rows anywhere", &table)
    let checks =
      try [("ours", ours.verify())] + peers.repositories.map { ($0.name, try $0.check()) }
    for (name, figures) in checks { table.add("check of all", name, figures) }
    let restored = try ours.restore()
    table.add("restoration", "ours", restored, goals: [.peak(restored)])
    for peer in peers.repositories { table.add("restoration", peer.name, try peer.restore()) }
    try MeasuredCommand(["/usr/bin/cmp", ours.database, ours.restored]).run()
  }

  private func first(_ table: inout CopyTable, _ isSlow: Bool) throws {
    var plain: [(String, CommandFigures)] = [
      ("zstd -3 -T2", try peers.zstd()), ("zstd, read again", try peers.provenZstd()),
    ]
    if !isSlow {
      plain += [
        ("sqlite3 .backup", try peers.backup()), ("VACUUM INTO", try peers.vacuum()),
      ]
    }
    let repositories = try peers.repositories.map { ($0.name, try $0.copy()) }
    let own = try ours.copy()
    let judges = plain[0...1] + repositories.filter { $0.0 == "restic" }
    table.add(
      "first copy", "ours", own, against: plain + repositories,
      goals: judges.map { .faster(own, than: $0.1, $0.0, atLeast: 1) } + [.peak(own)])
    for (name, figures) in plain + repositories { table.add("first copy", name, figures) }
    var check = CommandFigures()
    check.seconds = own.checkSeconds ?? 0
    table.add("first copy", "integrity_check*", check)
  }

  private func unchanged(_ table: inout CopyTable) throws {
    let own = try ours.copy()
    table.add("no change", "ours", own, goals: [.seconds(own, atMost: 0.05)])
    for peer in peers.repositories { table.add("no change", peer.name, try peer.copy()) }
  }

  private func changed(_ step: String, _ table: inout CopyTable) throws {
    let others = try peers.repositories.map { ($0.name, try $0.copy()) }
    let own = try ours.copy()
    let judges = others.filter { CopyPeers.judges.contains($0.0) }
    table.add(
      step, "ours", own, against: others,
      goals: judges.flatMap { name, figures in
        [
          CopyTable.Goal.smaller(own, than: figures, name, atLeast: 50),
          .faster(own, than: figures, name, atLeast: 4),
        ]
      } + [.peak(own)])
    for (name, figures) in others { table.add(step, name, figures) }
  }
}

/// Our copies, each step a process of its own.
struct OurCopies {
  let database: String
  let medium: String
  let scratch: String
  var restored: String { scratch + "/restored.sqlite" }

  func copy() throws -> CommandFigures {
    try step("copy").writing(into: medium)
  }

  func verify() throws -> CommandFigures { try step("verify").run() }
  func restore() throws -> CommandFigures { try step("restore").run() }

  func step(_ name: String, _ options: String...) -> MeasuredCommand {
    MeasuredCommand(
      [
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path, "copy-step", name,
        "--database", database, "--medium", medium, "--scratch", scratch, "--restored", restored,
      ] + options)
  }
}
