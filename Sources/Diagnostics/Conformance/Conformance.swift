import PocketProtocol

/// What became of one rule of the book.
package struct RuleResult: Hashable, Sendable {
  /// What its document says.
  package let paragraph: Paragraph
  /// What became of it.
  package let verdict: Verdict
}

/// One run of the whole book against a pocket.
package struct Conformance {
  /// What the run tells while it goes on.
  package enum Event: Sendable {
    /// Both are about to become known to each other.
    case acquainting
    /// The pocket holds no change yet; who enters some makes more rules mean something.
    case needsWork
    /// A rule was judged.
    case judged(RuleResult)
  }

  private let bench: Bench
  private let book: ProtocolBook
  private let only: Set<String>
  private let isStopped: () -> Bool
  private let tell: (Event) -> Void
  private static let workMilliseconds = 1_500

  /// A run of the rules with these numbers; of all where there are none.
  package init(
    on bench: Bench, book: ProtocolBook = .shipped, only: Set<String> = [],
    isStopped: @escaping () -> Bool = { false }, tell: @escaping (Event) -> Void
  ) {
    self.bench = bench
    self.book = book
    self.only = only
    self.isStopped = isStopped
    self.tell = tell
  }

  /// Judges rule after rule until it is stopped; whatever a pocket does, every one of them ends.
  package func run() -> [RuleResult] {
    let rules = RuleBook.rules.filter { only.isEmpty || only.contains($0.number) }
    let onLine = rules.filter { !$0.isOf("C") && !$0.isOf("P") }
    var results = judge(onLine)
    if onLine.count == rules.count || isStopped() { return results }
    tell(.acquainting)
    var obstacle = barring { try bench.acquaint() }
    results += judge(rules.filter { $0.isOf("C") }, unless: obstacle)
    let inSession = rules.filter { $0.isOf("P") }
    if inSession.isEmpty { return results }
    if obstacle == nil { obstacle = barring { try prepare() } }
    // A first session that fails shows why in the rules on its course.
    if case .message = obstacle { obstacle = nil }
    results += judge(inSession, unless: obstacle)
    // What is safe may be given up: the pocket can go to its own farm again.
    _ = try? bench.session(.delivering(safe: bench.farm.merged))
    bench.hangUp()
    return results
  }

  private func judge(_ rules: [Rule], unless obstacle: Obstacle? = nil) -> [RuleResult] {
    var results: [RuleResult] = []
    for rule in rules where !isStopped() {
      guard let paragraph = book[rule.number] else {
        preconditionFailure("no document states \(rule.number)")
      }
      var verdict = obstacle.map { .notJudged($0) } ?? rule.verdict(on: bench)
      bench.cutAfterBytes = nil
      // An end that was awaited may be the pocket's own; the next rule would show that.
      if verdict == .passed, rule.number == rules.last?.number,
        let gone = barring({ _ = try bench.channel() })
      {
        verdict = .notJudged(gone)
      }
      bench.hangUp()
      results.append(RuleResult(paragraph: paragraph, verdict: verdict))
      tell(.judged(RuleResult(paragraph: paragraph, verdict: verdict)))
    }
    return results
  }

  private func barring(_ body: () throws -> Void) -> Obstacle? {
    do {
      try body()
      return nil
    } catch let obstacle as Obstacle {
      return obstacle
    } catch { preconditionFailure("\(error)") }
  }

  /// The first session: schema and rows; then somebody may have worked.
  private func prepare() throws {
    bench.farm.write(TestSchema.rows)
    let met = try bench.session().introduction
    pause(Self.workMilliseconds)
    try bench.session(.through(.introduced))
    if !bench.hasChanges {
      tell(.needsWork)
      try bench.session(.through(.introduced))
    }
    if met.hub == nil, met.commits.isEmpty { bench.firstOffer = try bench.everything().changes }
  }
}
