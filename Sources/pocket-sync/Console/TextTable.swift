import SyncEngine

/// Rows of text under their columns' names: numbers to the right, the widest cut where it must be.
struct TextTable {
  private let rows: [[String]]
  /// Columns from this one on stand to the right.
  let numbersFrom: Int

  /// Cells may be foreign: labels of sticks, names of pockets and what a manifest says.
  init(rows: [[String]], numbersFrom: Int) {
    self.rows = rows.map { $0.map(Formatting.harmless) }
    self.numbersFrom = numbersFrom
  }

  private static let gap = "  "
  private static let columnMinimum = 8

  /// One line a row, no line longer than `columns` where that is given.
  func lines(columns: Int?) -> [String] {
    let widths = widths(columns: columns)
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        Self.padded(cell.0, to: cell.1, right: column >= numbersFrom)
      }
      let line = Self.gap + cells.joined(separator: Self.gap)
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func widths(columns: Int?) -> [Int] {
    var widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    guard let columns else { return widths }
    while widths.reduce(0, +) + widths.count * Self.gap.count > columns,
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.columnMinimum
    {
      widths[widest] -= 1
    }
    return widths
  }

  private static func padded(_ text: String, to width: Int, right: Bool) -> String {
    if text.count > width { return text.prefix(width - 1) + "…" }
    let blank = String(repeating: " ", count: width - text.count)
    return right ? blank + text : text + blank
  }
}
