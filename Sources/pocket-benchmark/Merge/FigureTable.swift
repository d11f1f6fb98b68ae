import Foundation

/// The table that the benchmark prints: figures, ratios within the run, and the goal of each.
struct FigureTable {
  private let rows: Int
  private var lines: [String] = []

  init(rows: Int) { self.rows = rows }

  /// A goal and whether the run reached it.
  struct Goal {
    var words: String
    var isReached: Bool

    static func rate(_ figures: StepFigures, atLeast rate: Double) -> Goal {
      Goal(words: "≥ \(Int(rate / 1000)) k/s", isReached: figures.rate >= rate)
    }

    static func share(_ figures: StepFigures, of peer: StepFigures, atLeast share: Double) -> Goal {
      Goal(words: String(format: "≥ %g ×", share), isReached: figures.rate >= share * peer.rate)
    }

    static func seconds(_ seconds: Double, atMost most: Double) -> Goal {
      Goal(words: String(format: "≤ %g s", most), isReached: seconds <= most)
    }
  }

  /// A line; `ratios` are against figures of the same run.
  mutating func add(
    _ name: String, _ figures: StepFigures, _ ratios: [(name: String, value: Double)] = [],
    goals: [Goal] = []
  ) {
    let rate = figures.rows > 0 ? String(format: "%8.1f k/s", figures.rate / 1000) : ""
    let lock = figures.lockSeconds > 0 ? String(format: "%.3f s", figures.lockSeconds) : ""
    let peak = figures.peakMebibytes > 0 ? String(format: "%.0f MiB", figures.peakMebibytes) : ""
    let cells = [
      (name, 52), (String(format: "%8.3f s", figures.seconds), 11), (rate, 13),
      (String(format: "%.3f s", figures.syncSeconds), 9), (lock, 9), (peak, 9),
      (ratios.map { String(format: "%.2f × %@", $0.value, $0.name) }.joined(separator: ", "), 72),
      (
        goals.map { $0.words + ($0.isReached ? ": reached" : ": BEHIND") }.joined(separator: ", "),
        0
      ),
    ]
    lines.append(Self.line(cells))
  }

  mutating func note(_ text: String) { lines.append(text) }

  func printAll() {
    print("\(rows) rows of 12 columns; each case in a process of its own")
    print(
      Self.line([
        ("", 52), ("    time", 11), ("       rate", 13), ("fsync", 9), ("lock", 9),
        ("peak", 9), ("ratios in this run", 72), ("goal", 0),
      ]))
    for line in lines { print(line) }
  }

  private static func line(_ cells: [(text: String, width: Int)]) -> String {
    cells.map { cell in
      cell.text + String(repeating: " ", count: max(0, cell.width - cell.text.count))
    }.joined(separator: " ")
  }
}
