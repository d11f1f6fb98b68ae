import Diagnostics
import FarmDatabase
import Foundation
import SyncEngine

/// Shows what a mend would do, and does it, step by step; the first that fails ends it.
struct MendRun {
  let database: String?
  let language: Language
  /// Options that the person gave: a command without them would look at another farm.
  let given: [String]

  private static let notStarted: Int32 = 127

  /// As a person would type it.
  func text(_ step: MendStep) -> String {
    switch step {
    case .write(let path, _): ShellWords.text(sudo + ["install", "-D", "-m", "644", "…", path])
    case .append(let path, let line): "\(path): \(line)"
    case .run(let words): ShellWords.text(sudo + words)
    case .ourselves(let words): ShellWords.text(["pocket-sync"] + words + given)
    case .inDatabase(.makeTriggers): "CREATE TRIGGER sync_log_…"
    case .inDatabase(.emptyWriteAheadLog): "PRAGMA wal_checkpoint(TRUNCATE)"
    case .inDatabase(.setLedgerAside): setAside
    }
  }

  /// Does the step; the status that it ended with where it failed.
  func perform(_ step: MendStep) throws {
    var status: Int32 = 0
    switch step {
    case .write(let path, let text): status = try install(text, at: path)
    case .append(let path, let line):
      // What stands in a file that cannot be read would be lost by writing it anew.
      let isThere = FileManager.default.fileExists(atPath: path)
      let before = isThere ? String(decoding: try NamedFile.read(path), as: UTF8.self) : ""
      guard !before.split(separator: "\n").contains(Substring(line)) else { return }
      let isWhole = before.isEmpty || before.hasSuffix("\n")
      status = try install(before + (isWhole ? "" : "\n") + line + "\n", at: path)
    case .run(let words): status = Self.run(sudo + words)
    case .ourselves(let words): status = Self.run([Self.program] + words + own)
    case .inDatabase(let mend): try perform(mend)
    }
    guard status == 0 else {
      throw Stop(.doctor(.mend(.stepFailed(step: text(step), status: status))))
    }
  }

  private func perform(_ mend: DatabaseMend) throws {
    guard let database else { throw Stop(.doctor(.books(.noDatabase))) }
    try RunLock.hold(besideDatabase: database) {
      switch mend {
      // A capture takes in what nobody named, and makes the triggers that are missing.
      case .makeTriggers: _ = try FarmDatabase(path: database).capture()
      case .emptyWriteAheadLog: try FarmDatabase(path: database).emptyWriteAheadLog()
      case .setLedgerAside: try Ledger.setAside(besideDatabase: database)
      }
    }
  }

  private var setAside: String {
    guard let database else { return "mv" }
    return ShellWords.text([
      "mv", Ledger.place(besideDatabase: database), Ledger.placeAside(besideDatabase: database),
    ])
  }

  private func install(_ text: String, at path: String) throws -> Int32 {
    if geteuid() == 0 {
      let url = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
      return chmod(path, 0o644)
    }
    let scratch = try ScratchFolder()
    let file = scratch.path + "/file"
    try Data(text.utf8).write(to: URL(filePath: file))
    return Self.run(sudo + ["install", "-D", "-m", "644", file, path])
  }

  private static var program: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
  }

  private var own: [String] {
    ["--language", language.rawValue] + (database.map { ["--database", $0] } ?? [])
  }

  private var sudo: [String] { geteuid() == 0 ? [] : ["sudo"] }

  /// Runs a program with our own input and outputs; its status, as a shell has it.
  private static func run(_ words: [String]) -> Int32 {
    var list = words.map { strdup($0) } + [nil]
    defer { list.forEach { free($0) } }
    var process = pid_t()
    guard posix_spawnp(&process, words[0], nil, nil, &list, environ) == 0 else {
      return notStarted
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return notStarted } }
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }
}
