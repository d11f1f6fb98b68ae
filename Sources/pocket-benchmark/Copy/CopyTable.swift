import Foundation

/// The table that the benchmark prints, with the goals and whether the run reached them.
struct CopyTable {
  /// A goal in words, with what was reached of it.
  struct Goal {
    let words: String
    let isReached: Bool

    static func faster(
      _ own: CommandFigures, than peer: CommandFigures, _ name: String, atLeast times: Double
    ) -> Goal {
      let ratio = peer.seconds / own.copySeconds
      return Goal(
        words: String(format: "%.1f × faster than %@ (≥ %g)", ratio, name, times),
        isReached: ratio >= times)
    }

    static func smaller(
      _ own: CommandFigures, than peer: CommandFigures, _ name: String, atLeast times: Double
    ) -> Goal {
      let ratio = Double(peer.bytes ?? 0) / Double(max(1, own.bytes ?? 0))
      return Goal(
        words: String(format: "%.0f × smaller than %@ (≥ %g)", ratio, name, times),
        isReached: ratio >= times)
    }

    static func peak(_ own: CommandFigures) -> Goal {
      Goal(words: "peak ≤ 64 MiB", isReached: own.peakMebibytes <= 64)
    }

    static func seconds(_ own: CommandFigures, atMost seconds: Double) -> Goal {
      Goal(
        words: String(format: "≤ %g ms", seconds * 1_000),
        isReached: (own.innerSeconds ?? own.seconds) <= seconds)
    }
  }

  private var lines: [String] = []

  mutating func title(_ title: String) { lines += ["", title] }

  /// `peers` give the ratios of the line.
  mutating func add(
    _ step: String, _ tool: String, _ figures: CommandFigures,
    against peers: [(String, CommandFigures)] = [], goals: [Goal] = []
  ) {
    let inner = figures.innerSeconds.map { String(format: "%.3f s", $0) } ?? ""
    let lock = figures.lockSeconds.map { String(format: "%.3f s", $0) } ?? ""
    let bytes = figures.bytes.map { String(format: "%.3f MB", Double($0) / 1e6) } ?? ""
    lines.append(
      Self.line([
        (step, 20), (tool, 19), (String(format: "%.3f s", figures.seconds), 10), (inner, 9),
        (String(format: "%.2f s", figures.cpuSeconds), 9), (lock, 8), (bytes, 12),
        (String(format: "%.0f MiB", figures.peakMebibytes), 8),
        (
          goals.map { ($0.isReached ? "reached: " : "BEHIND: ") + $0.words }
            .joined(separator: "; "), 0
        ),
      ]))
  }

  func printAll() {
    print(
      Self.line([
        ("", 20), ("", 19), ("time", 10), ("of it, work", 9), ("CPU", 9), ("lock", 8),
        ("written", 12), ("peak", 8), ("goals", 0),
      ]))
    for line in lines { print(line) }
    print("* SQLite's check of what was copied: part of ours, but of no ratio: only we look.")
  }

  private static func line(_ cells: [(text: String, width: Int)]) -> String {
    cells.map { cell in
      cell.text + String(repeating: " ", count: max(1, cell.width - cell.text.count))
    }.joined()
  }
}
