/// How often what may go by itself is tried again, and after which pauses.
package struct RetryPolicy: Sendable {
  /// Tries in all.
  package var attempts: Int
  /// The first pause; each later one is twice as long.
  package var firstPauseMilliseconds: Int
  private static let pauseMaximumMilliseconds = 20_000

  /// A server that is started anew is waited for, one that is gone is not waited for long.
  package init(attempts: Int = 7, firstPauseMilliseconds: Int = 250) {
    self.attempts = attempts
    self.firstPauseMilliseconds = firstPauseMilliseconds
  }

  /// The pause after a failed try, from 1: between half of its length and all of it.
  func pauseMilliseconds(after attempt: Int) -> Int {
    let doubled = firstPauseMilliseconds << min(attempt - 1, 10)
    let whole = min(doubled, Self.pauseMaximumMilliseconds)
    return Int.random(in: whole / 2...whole)
  }
}
