/// Marks of unfinished work, and calls that belong to another layer.
enum WordRule {
  struct Ban: Sendable {
    let word: String
    let instead: String
    /// True for a path where the word is out of place.
    let applies: @Sendable (String) -> Bool

    init(
      _ word: String, _ instead: String,
      where applies: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
      self.word = word
      self.instead = instead
      self.applies = applies
    }
  }

  // Written in two parts, so that this file does not hold what it looks for.
  static let bans: [Ban] = [
    Ban("TO" + "DO", "finish it now, or say in ARCHITECTURE.md what is missing"),
    Ban("FIX" + "ME", "mend it now"),
    Ban("XX" + "X", "say what the matter is, in words"),
    Ban("HA" + "CK", "say why it has to be so"),
    Ban("place" + "holder", "write the real thing"),
    Ban("for " + "now", "write the real thing, or say until when and why"),
    Ban("not " + "implemented", "write it, or leave the declaration out"),
    Ban("unimple" + "mented", "write it, or leave the declaration out"),
    Ban("import XC" + "Test", "use Swift Testing"),
    Ban(".dis" + "abled(", "use .enabled(if:) with what the test needs, so that it is counted"),
    Ban("withKnown" + "Issue", "mend the fault, or test what holds today"),
    Ban("#expect(tr" + "ue)", "expect something that can fail"),
    Ban("pri" + "nt(", "return a value or an event; only the programs speak", where: isLibrary),
    Ban("NSL" + "og", "return a value or an event; only the programs speak", where: isLibrary),
    Ban("System" + "Random", "take random words from the caller", where: isPure),
  ]

  static func complaints(about file: SourceFile) -> [String] {
    guard !file.isGenerated else { return [] }
    let banned = bans.filter { $0.applies(file.path) }.flatMap { ban in
      file.lines.indices.filter { holds(file.lines[$0], ban.word) }.map {
        "\(file.path):\($0 + 1): “\(ban.word)”; \(ban.instead)"
      }
    }
    return unproven(file) + banned
  }

  /// What the compiler cannot check is claimed only with the reason right above.
  private static func unproven(_ file: SourceFile) -> [String] {
    file.code.indices.compactMap { index in
      guard file.code[index].contains("@unchecked") else { return nil }
      let above = index > 0 ? file.lines[index - 1].trimmingSpaces() : ""
      if above.hasPrefix("//"), above.lowercased().contains("safe") { return nil }
      return "\(file.path):\(index + 1): @unchecked; say in a comment on the line above why it is "
        + "safe, or use a Mutex"
    }
  }

  /// A word inside another one does not count: the template of a temporary file, `blueprint(`.
  private static func holds(_ line: String, _ word: String) -> Bool {
    line.ranges(of: word).contains { range in
      let before = line[..<range.lowerBound].last
      let after = line[range.upperBound...].first
      return !(word.first?.isLetter == true && before?.isLetter == true)
        && !(word.last?.isLetter == true && after?.isLetter == true)
    }
  }

  @Sendable private static func isLibrary(_ path: String) -> Bool {
    path.hasPrefix("Sources/") && !path.hasPrefix("Sources/pocket-")
  }

  @Sendable private static func isPure(_ path: String) -> Bool {
    ["Records", "Link", "PocketProtocol", "Merge", "Gate", "DemoFarm"].contains {
      path.hasPrefix("Sources/\($0)/")
    }
  }
}
