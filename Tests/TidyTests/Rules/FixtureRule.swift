/// A fixture that nothing names is not a fixture any more.
enum FixtureRule {
  /// Complains about each path that no text names, by file name or by one of its folders.
  static func complaints(about fixtures: [String], named texts: [String]) -> [String] {
    fixtures.filter { path in
      let names = names(of: path)
      return !texts.contains { text in names.contains { text.contains($0) } }
    }.map {
      "\($0): no source, test, script or document names it; use it, or remove it"
    }
  }

  /// The file's own name and every folder below `fixtures`: a test may take a folder whole.
  private static func names(of path: String) -> [String] {
    let parts = path.split(separator: "/").map(String.init)
    let folders = (2..<max(parts.count, 2)).map { parts.prefix($0).joined(separator: "/") }
    return folders + parts.suffix(1)
  }
}
