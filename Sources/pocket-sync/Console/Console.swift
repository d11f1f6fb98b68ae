import Foundation
import SyncEngine

/// Speaks to the person: results on standard output, everything else on standard error.
final class Console {
  let language: Language
  private let isQuiet: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var hasProgress = false

  init(language: Language, isQuiet: Bool) {
    self.language = language
    self.isQuiet = isQuiet
  }

  /// A sentence of the story; silent when asked to be.
  func say(_ sentence: Sentence) {
    if isQuiet { return }
    endProgress()
    write(language.text(sentence) + "\n", to: .standardError)
  }

  /// What happens, as it happens: figures that move are shown on a terminal only, in place.
  func show(_ event: SyncEvent) {
    if isQuiet { return }
    switch event {
    case .received(let done, let total) where done < total: progress(event)
    case .fed, .copying: progress(event)
    case .merged(let visit) where visit.changes == 0: return
    case .merging(let rows) where rows == 0: return
    case .toldSafe(_, let number) where number == 0: return
    default: say(event.sentence)
    }
  }

  private func progress(_ event: SyncEvent) {
    guard isTerminal else { return }
    hasProgress = true
    write("\r\u{1B}[K" + language.text(event.sentence), to: .standardError)
  }

  private func endProgress() {
    guard hasProgress else { return }
    hasProgress = false
    write("\r\u{1B}[K", to: .standardError)
  }

  /// A line of the result.
  func result(_ text: String) {
    endProgress()
    write(text + "\n", to: .standardOutput)
  }

  /// A sentence of the result.
  func result(_ sentence: Sentence) { result(language.text(sentence)) }

  /// A value for another program.
  func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    result(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// A table of the result: numbers to the right.
  func table(_ heading: Heading, _ rows: [[String]], numbersFrom first: Int = .max) {
    let all = [language.columns(heading)] + rows
    let widths = (0..<heading.columnCount).map { column in
      all.map { $0[column].count }.max() ?? 0
    }
    for row in all {
      let cells = row.enumerated().map { column, text in
        let blank = String(repeating: " ", count: widths[column] - text.count)
        return column >= first ? blank + text : text + blank
      }
      result("  " + cells.joined(separator: "  ").trimmingTrailing())
    }
  }

  /// What went wrong: the headline, what is safe, what to do, and the code to read out.
  func explain(_ problem: Problem) {
    endProgress()
    for words in language.words(for: problem) {
      write(
        "\(words.headline)\n  \(words.safe)\n  → \(words.remedy)\n  [\(words.code)]\n",
        to: .standardError)
    }
  }

  private func write(_ text: String, to handle: FileHandle) {
    // A reader that went away is no reason to stop in the middle of a copy.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

extension String {
  fileprivate func trimmingTrailing() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
