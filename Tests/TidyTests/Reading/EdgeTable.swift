/// The allowed edges as ARCHITECTURE.md states them.
struct EdgeTable: Sendable {
  struct Row: Sendable {
    let imports: Set<String>
    /// True where the modules of the toolchain are allowed.
    let usesSystem: Bool
  }

  private(set) var rows: [String: Row] = [:]
  /// Lines between the marks that could not be read as a row.
  private(set) var unreadable: [String] = []

  init(markdown: String) {
    var isInside = false
    for line in markdown.split(separator: "\n") {
      if line.hasPrefix("<!-- edges: begin") { isInside = true }
      if line.hasPrefix("<!-- edges: end") { isInside = false }
      guard isInside, line.hasPrefix("|"), !line.hasPrefix("|---"), !line.hasPrefix("| Target")
      else { continue }
      read(line)
    }
  }

  private mutating func read(_ line: Substring) {
    let cells = line.split(separator: "|").map { cell in
      String(cell).trimmingSpaces().replacing("`", with: "")
    }
    guard cells.count == 4, ["any", "–"].contains(cells[3]) else {
      unreadable.append(String(line))
      return
    }
    let imports = cells[2] == "–" ? [] : cells[2].split(separator: ",").map(String.init)
    rows[cells[0]] = Row(
      imports: Set(imports.map { $0.trimmingSpaces() }), usesSystem: cells[3] == "any")
  }
}

extension String {
  func trimmingSpaces() -> String {
    let isSpace: (Character) -> Bool = { $0 == " " }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
