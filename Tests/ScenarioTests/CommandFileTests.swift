import Foundation
import Testing

/// Every file of `fixtures/commands`, run as the real program in a folder of its own.
@Suite struct CommandFileTests {
  @Test(arguments: try CommandFile.all())
  func `the program does what the file says`(file: CommandFile) throws {
    let yard = try CommandYards.yard(file.given)
    func filled(_ text: String) -> String {
      text.replacing("{yard}", with: yard.folder.path)
        .replacing("{project}", with: CommandFile.project.path)
    }
    let outcome = try yard.sync(file.arguments.map(filled))
    #expect(outcome.status == file.status, "\(outcome.words)\(outcome.output)")
    for fragment in file.output.map(filled) {
      #expect(outcome.output.contains(fragment), "\(outcome.output)")
    }
    for fragment in file.words.map(filled) {
      #expect(outcome.words.contains(fragment), "\(outcome.words)")
    }
    if file.isOutputEmpty { #expect(outcome.output == "") }
    if file.areWordsEmpty { #expect(outcome.words == "") }
    if let keys = file.keys {
      let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      #expect(Self.keys(of: value) == keys)
    }
  }

  private static func keys(of value: Any) -> Set<String> {
    if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(keys(of: $1)) } }
    guard let object = value as? [String: Any] else { return [] }
    return object.values.reduce(into: Set(object.keys)) { $0.formUnion(keys(of: $1)) }
  }

  @Test func `the four languages and every command have files`() throws {
    let files = try CommandFile.all()
    #expect(files.count >= 36)
    let words = files.flatMap(\.arguments)
    for word in [
      "nl", "de", "en", "init", "profile", "status", "volumes", "generations", "verify",
      "restore", "retire", "conflicts", "history", "undo", "backup", "--then-backup", "--json",
      "--quiet",
    ] {
      #expect(words.contains(word), "\(word)")
    }
  }
}

/// The folders that the files begin with; each kind is made once and copied.
enum CommandYards {
  private static let prepared = Result { try prepare() }
  private static let copied = Result {
    let yard = try Yard(copying: try prepared.get())
    try yard.expect(0, try yard.sync(["--then-backup", "--pretend-external", yard.stick]))
    return yard
  }
  private static let settled = Result { try Yard.settled() }
  private static let apart = Result {
    let yard = try Yard(copying: try settled.get())
    try yard.workApart()
    try yard.expect(0, try yard.dock(.tcp))
    return yard
  }

  static func yard(_ given: CommandFile.Given) throws -> Yard {
    switch given {
    case .nothing: return try Yard()
    case .database:
      let yard = try Yard()
      try fill(yard)
      return yard
    case .prepared: return try Yard(copying: try prepared.get())
    case .copied: return try Yard(copying: try copied.get())
    case .settled: return try Yard(copying: try settled.get())
    case .apart: return try Yard(copying: try apart.get())
    }
  }

  private static func fill(_ yard: Yard) throws {
    _ = try Program.sqlite(
      yard.database, "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t(v) VALUES ('x')",
      in: yard.folder)
    let profile = yard.folder.path + "/profile.json"
    try yard.expect(
      0, try yard.sync(["profile", "suggest", yard.database, "--output", profile]))
  }

  private static func prepare() throws -> Yard {
    let yard = try Yard()
    try fill(yard)
    let profile = yard.folder.path + "/profile.json"
    try yard.expect(
      0, try yard.sync(["init", yard.database, "--profile", profile, "--farm", "Tilleuls"]))
    return yard
  }
}
