import LinkChannel
import SyncEngine
import Synchronization
import Transport

/// What came of the sessions so far, and which are under way.
final class Tally: Sendable {
  private struct State {
    var next: Int
    var ended = 0
    var outcomes: [String: [String: Int]] = [:]
    var underWay: [Int: UInt64] = [:]
    var violations: [String] = []
    var longestMilliseconds = 0
  }

  private let state: Mutex<State>
  private let end: Int

  /// Sessions with these numbers.
  init(_ numbers: Range<Int>) {
    state = Mutex(State(next: numbers.lowerBound))
    end = numbers.upperBound
  }

  /// The number of a session to be run now; nil when there are no more.
  func take() -> Int? {
    state.withLock { state in
      guard state.next < end, state.violations.isEmpty else { return nil }
      state.underWay[state.next] = MonotonicClock.microseconds
      state.next += 1
      return state.next - 1
    }
  }

  func note(_ number: Int, _ fate: String, _ outcome: String) {
    state.withLock { state in
      let start = state.underWay.removeValue(forKey: number) ?? 0
      let milliseconds = Int((MonotonicClock.microseconds - start) / 1000)
      state.longestMilliseconds = max(state.longestMilliseconds, milliseconds)
      state.ended += 1
      state.outcomes[fate, default: [:]][outcome, default: 0] += 1
    }
  }

  func violate(_ text: String) { state.withLock { $0.violations.append(text) } }

  var violations: [String] { state.withLock { $0.violations } }
  var ended: Int { state.withLock { $0.ended } }
  var longestMilliseconds: Int { state.withLock { $0.longestMilliseconds } }
  var outcomes: [String: [String: Int]] { state.withLock { $0.outcomes } }

  /// The session that has been running longer than that, if there is one.
  func overdue(_ milliseconds: Int) -> Int? {
    let now = MonotonicClock.microseconds
    return state.withLock { state in
      state.underWay.first { now - $0.value > UInt64(milliseconds) * 1000 }?.key
    }
  }
}

extension SyncError {
  /// Under this name it is counted; nil where a line that fails is no reason for it.
  var lineFailure: String? {
    switch self {
    case .channel(.link(let error), _): return "link.\(Self.head(error))"
    case .channel(.transport(let error), _): return "transport.\(Self.head(error))"
    case .transport(let error, _): return "transport.\(Self.head(error))"
    case .channel(let error, _): return Self.head(error)
    // Long before a proven pocket's turn is over the line below finds that its peer is silent.
    default: return nil
    }
  }

  private static func head(_ error: some Error) -> String {
    String(String(describing: error).prefix { $0 != "(" })
  }
}
