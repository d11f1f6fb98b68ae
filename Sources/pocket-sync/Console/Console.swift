import Foundation
import SyncEngine
import Transport

/// Speaks to the person: results on standard output, everything else on standard error.
final class Console {
  let language: Language
  private let isQuiet: Bool
  private let words = Screen(STDERR_FILENO)
  private let results = Screen(STDOUT_FILENO)
  private var progress = ProgressLine()
  private var hasProgress = false

  private static let erasedLine = "\r\u{1B}[K"

  init(language: Language, isQuiet: Bool) {
    self.language = language
    self.isQuiet = isQuiet
  }

  /// A sentence of the story; silent when asked to be.
  func say(_ sentence: Sentence) {
    if isQuiet { return }
    endProgress()
    words.write(language.text(sentence))
  }

  /// What happens, as it happens: figures that move are shown on a terminal only, in place.
  func show(_ event: SyncEvent) {
    if isQuiet { return }
    switch event {
    case .received(let done, let total) where done < total: follow(event)
    case .fed, .copying, .sentOut: follow(event)
    case .merged(let visit) where visit.changes == 0: return
    case .merging(let rows) where rows == 0: return
    case .toldSafe(_, let number) where number == 0: return
    default: say(event.sentence)
    }
  }

  private func follow(_ event: SyncEvent) {
    guard let columns = words.columns,
      let text = progress.text(
        event, in: language, columns: columns, now: MonotonicClock.microseconds / 1000)
    else { return }
    hasProgress = true
    words.raw(Self.erasedLine + text)
  }

  private func endProgress() {
    progress.end()
    guard hasProgress else { return }
    hasProgress = false
    words.raw(Self.erasedLine)
  }

  /// A line of the result.
  func result(_ text: String, head: String = "") {
    endProgress()
    results.write(text, head: head)
  }

  /// A sentence of the result.
  func result(_ sentence: Sentence, head: String = "") {
    endProgress()
    results.write(language.text(sentence), head: head)
  }

  /// Asks a question until it is answered with yes or no; a no where nobody can answer.
  func isAgreed(_ question: Sentence) -> Bool {
    while true {
      result(question)
      guard let typed = Keyboard.line(stop: Interruption.stop) else { return false }
      if let answer = language.isYes(typed) { return answer }
    }
  }

  /// A text for another program: no line is broken.
  func plain(_ text: String) {
    endProgress()
    results.raw(text + "\n")
  }

  /// A value for another program.
  func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    plain(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// A table of the result: numbers to the right.
  func table(_ heading: Heading, _ rows: [[String]], numbersFrom first: Int = .max) {
    let table = TextTable(rows: [language.columns(heading)] + rows, numbersFrom: first)
    for line in table.lines(columns: results.columns) { plain(line) }
  }

  /// A problem that is only one line of a result.
  func result(_ problem: Problem, head: String) {
    endProgress()
    for words in language.words(for: problem) {
      results.write("\(words.headline) [\(words.code)]", head: Formatting.harmless(head))
    }
  }

  /// A problem that is part of the story: silent when asked to be.
  func tell(_ problem: Problem) {
    if !isQuiet { explain(problem) }
  }

  /// What went wrong: the headline, what is safe, what to do, and the code to read out.
  func explain(_ problem: Problem) {
    endProgress()
    for text in language.words(for: problem) {
      words.write(text.headline)
      words.write(text.safe, head: "  ")
      words.write(text.remedy, head: "  → ")
      words.write("[\(text.code)]", head: "  ")
    }
  }
}
