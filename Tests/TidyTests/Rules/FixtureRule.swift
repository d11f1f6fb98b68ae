/// A fixture that nothing names is not a fixture any more.
enum FixtureRule {
  /// Complains about each path that no text names, by file name or by one of its folders.
  static func complaints(about fixtures: [String], named texts: [String]) -> [String] {
    fixtures.filter { path in
      let parts = path.split(separator: "/").map(String.init)
      let folders = (2..<max(parts.count, 2)).map { parts.prefix($0).joined(separator: "/") }
      return !texts.contains { text in
        text.contains(parts.last ?? path) || folders.contains { isNamed($0, in: text) }
      }
    }.map {
      "\($0): no source, test, script or document names it; use it, or remove it"
    }
  }

  /// True where the folder is named itself, not only on the way to another file in it.
  private static func isNamed(_ folder: String, in text: String) -> Bool {
    text.ranges(of: folder).contains { range in
      guard let next = text[range.upperBound...].first else { return true }
      return !(next == "/" || next == "-" || next == "_" || next.isLetter || next.isNumber)
    }
  }
}
