/// The allowed edges as ARCHITECTURE.md states them.
struct EdgeTable: Sendable {
  struct Row: Sendable {
    let imports: Set<String>
    /// The modules of the toolchain that are allowed; nil for any.
    let system: Set<String>?
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
    guard cells.count == 4, !cells[2].isEmpty, !cells[3].isEmpty else {
      unreadable.append(String(line))
      return
    }
    rows[cells[0]] = Row(
      imports: Self.names(in: cells[2]), system: cells[3] == "any" ? nil : Self.names(in: cells[3]))
  }

  private static func names(in cell: String) -> Set<String> {
    cell == "–" ? [] : Set(cell.split(separator: ",").map { String($0).trimmingSpaces() })
  }
}

extension String {
  func trimmingSpaces() -> String {
    let isSpace: (Character) -> Bool = { $0 == " " }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
