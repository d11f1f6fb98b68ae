import FarmDatabase
import Records

/// What the farmer does at his desk with what the merges left him.
extension World {
  /// Decides one item that is in review.
  func decideSomething() throws {
    let farm = try hub.engine()
    guard let item = chance.pick(try farm.reviews(limit: 50)) else { return }
    let choice: ReviewChoice =
      chance.pick([.pocket, .pc, .keep, .aside, .later] as [ReviewChoice])!
    let shown = item.cells.flatMap { [$0.winner.value, $0.loser.value] }
    let seen = choice == .later ? [] : Token.all(in: shown)
    try atTheDesk("decides \(item.number) \(choice)", seeing: seen) {
      _ = try farm.decide(item.number, choice, anyway: chance.percent(30))
      oracle.decided.insert(item.row)
    }
  }

  /// Takes one of the newest commits back.
  func takeSomethingBack() throws {
    let farm = try hub.engine()
    guard let entry = chance.pick(try farm.history(limit: 6)) else { return }
    try atTheDesk("takes commit \(entry.author.commit) back", seeing: []) {
      _ = try farm.undo(String(entry.author.commit))
      oracle.tookBack = true
    }
  }

  /// Who sees values and takes them away needs neither them nor what they were written over.
  private func atTheDesk(
    _ deed: String, seeing shown: Set<Token>, _ body: () throws -> Void
  ) throws {
    let before = try hub.asJudge(Self.farmTokens)
    do { try body() } catch FarmDatabaseError.review(let fault) {
      counts.add("desk: not possible")
      return tell("the farmer \(deed): \(fault)")
    }
    counts.add("desk: done")
    tell("the farmer \(deed)")
    let now = try hub.asJudge(Self.farmTokens)
    let kept = try tokensOnPC().union(tokensInHistory())
    let silent = before.subtracting(now).subtracting(kept).sorted()
    guard silent.isEmpty else {
      throw Violation(
        promise: .audit, detail: "gone without a trace: \(silent.map(\.text).joined())")
    }
    // Both sides' differences counted until now; now somebody's word does.
    oracle.knowsSums = false
    let gone = oracle.covered(by: before.union(shown).subtracting(now))
    oracle.forget(gone.subtracting(oracle.covered(by: now)))
  }
}
