import Backup
import SyncEngine

/// Figures that move, in place on one line of a terminal: done, rate, and how long is left.
struct ProgressLine {
  private static let intervalMilliseconds: UInt64 = 100
  /// A rate over less is a guess.
  private static let rateAfterMilliseconds: UInt64 = 1000
  private static let secondMilliseconds: UInt64 = 1000
  private static let leftMinimumMilliseconds: UInt64 = 2000

  private enum Work: Hashable {
    case receiving
    case feeding
    case copying(CopyProgress.Phase)
    case sending
  }

  /// What is counted now: records, rows or bytes.
  private struct Count {
    let work: Work
    let done: UInt64
    let total: UInt64
  }

  private var work: Work?
  private var startMilliseconds: UInt64 = 0
  private var startDone: UInt64 = 0
  private var shownMilliseconds: UInt64 = 0

  /// The line for this event; nil where the last one is too young to be replaced.
  mutating func text(
    _ event: SyncEvent, in language: Language, columns: Int, now: UInt64
  ) -> String? {
    guard let count = Self.count(event) else { return nil }
    if work != count.work {
      work = count.work
      startMilliseconds = now
      startDone = count.done
    } else if now < shownMilliseconds + Self.intervalMilliseconds {
      return nil
    }
    shownMilliseconds = now
    let parts = [language.text(event.sentence)] + pace(count, language, now)
    return Self.fitting(parts, columns: columns)
  }

  /// The next event begins anew.
  mutating func end() { work = nil }

  private static func count(_ event: SyncEvent) -> Count? {
    switch event {
    case .received(let done, let total): Count(work: .receiving, done: done, total: total)
    case .fed(let rows): Count(work: .feeding, done: rows, total: 0)
    case .copying(let progress):
      Count(
        work: .copying(progress.phase), done: progress.doneBytes, total: progress.totalBytes)
    case .sentOut(let done, let total): Count(work: .sending, done: done, total: total)
    default: nil
    }
  }

  private func pace(_ count: Count, _ language: Language, _ now: UInt64) -> [String] {
    let elapsed = now - startMilliseconds
    guard elapsed >= Self.rateAfterMilliseconds, count.done > startDone else { return [] }
    let format = Formatting(language: language)
    let rate = Double(count.done - startDone) / Double(elapsed)
    let perSecond = UInt64(rate * Double(Self.secondMilliseconds))
    let isBytes =
      switch count.work {
      case .copying, .sending: true
      case .receiving, .feeding: false
      }
    var parts = [(isBytes ? format.size(perSecond) : format.number(perSecond)) + "/s"]
    let left = UInt64(Double(count.total - min(count.done, count.total)) / rate)
    if left >= Self.leftMinimumMilliseconds {
      let whole = left / Self.secondMilliseconds * Self.secondMilliseconds
      parts.append(language.text(.store(.left(milliseconds: whole))))
    }
    return parts
  }

  /// As many parts as the line holds; one column stays free for the cursor.
  private static func fitting(_ parts: [String], columns: Int) -> String {
    var rest = parts
    while rest.count > 1, rest.joined(separator: " · ").count >= columns { rest.remove(at: 1) }
    let text = rest.joined(separator: " · ")
    return text.count < columns ? text : text.prefix(columns - 2) + "…"
  }
}
