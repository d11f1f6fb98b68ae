import Diagnostics
import LinkChannel
import Records
import SealedChannel
import Synchronization
import Transport

/// Where a replay went another way than the recording.
package struct ReplayDifference: Sendable, Hashable {
  /// What is compared.
  package enum Part: String, Sendable, Hashable, CaseIterable {
    case message
    case event
    case verdict
    case table
    case chance
  }

  /// What differs.
  package var part: Part
  /// The first that does, from 1: a message, an event, a table.
  package var number: Int
  /// What the recording has, and what came, for a technician.
  package var detail: String
}

/// Gives the engine what the recorded line gave, and holds what it says against the recording.
final class ReplayLine: PocketLine {
  private let entries: [Recording.Entry]
  private let clock: ReplayedSurroundings
  private let stop: StopSignal
  private var place = 0
  private var messages = 0
  private(set) var difference: ReplayDifference?

  init(_ recording: Recording, _ clock: ReplayedSurroundings, _ stop: StopSignal) {
    self.stop = stop
    entries = recording.entries.filter { $0.step.isOfLine }
    self.clock = clock
  }

  /// The session is over: what happened on the line and was not asked for is a difference.
  func end() {
    guard let left = peek else { return }
    differ("- / \(left.name)")
  }

  func begin(timeoutMilliseconds: Int) throws(SealedChannelError) -> RowID? {
    switch next() {
    case .began(let device): return device
    case .fault(.begin, let error): throw fault(error)
    case let other: throw diverged("begin", other)
    }
  }

  func pass(_ message: [UInt8]) throws(SealedChannelError) {
    let step = next()
    guard case .sent(let recorded) = step else { throw diverged("pass", step) }
    if recorded != message { differ("\(hex(recorded)) / \(hex(message))") }
    if case .fault(.pass, let error)? = peek { throw fault(next(error)) }
  }

  func receive(timeoutMilliseconds: Int) throws(SealedChannelError) -> [UInt8]? {
    switch next() {
    case .received(let message): return message
    case .silence: return nil
    case .fault(.receive, let error): throw fault(error)
    case let other: throw diverged("receive", other)
    }
  }

  func keepAlive<Result, Failure: Error>(
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result { try body() }

  func finish(timeoutMilliseconds: Int) {}

  private var peek: RecordedStep? { place < entries.count ? entries[place].step : nil }

  private func next() -> RecordedStep? {
    guard place < entries.count else { return nil }
    let entry = entries[place]
    place += 1
    clock.pass(to: entry.microseconds)
    switch entry.step {
    case .sent, .received: messages += 1
    default: break
    }
    return entry.step
  }

  private func next(_ error: [UInt8]) -> [UInt8] {
    _ = next()
    return error
  }

  private func fault(_ error: [UInt8]) -> SealedChannelError {
    let error = SealedChannelError(recorded: error) ?? .line(.notOpen)
    // Only a person interrupts a line.
    if error == .line(.transport(.interrupted)) { stop.raise() }
    return error
  }

  private func diverged(_ call: String, _ step: RecordedStep?) -> SealedChannelError {
    differ("\(call) / \(step?.name ?? "-")")
    return .line(.notOpen)
  }

  private func differ(_ detail: String) {
    guard difference == nil else { return }
    difference = ReplayDifference(part: .message, number: messages, detail: detail)
  }

  private func hex(_ bytes: [UInt8]) -> String {
    "\(bytes.count) B " + Hexadecimal.encode(Array(bytes.prefix(24)))
  }
}

extension RecordedStep {
  fileprivate var isOfLine: Bool {
    switch self {
    case .began, .sent, .received, .silence, .fault: true
    default: false
    }
  }

  fileprivate var name: String {
    switch self {
    case .began: "began"
    case .sent: "sent"
    case .received: "received"
    case .silence: "silence"
    case .fault: "fault"
    default: "other"
    }
  }
}

/// The clock and the chance of a recording: the time stands still between two calls on the line.
final class ReplayedSurroundings: Sendable {
  private struct State {
    var milliseconds: UInt64
    var draws: ArraySlice<UInt64>
    var isRunning = false
    var missing = 0
  }

  private let started: UInt64
  private let state: Mutex<State>

  init(_ recording: Recording) {
    started = recording.startedMilliseconds
    state = Mutex(
      State(milliseconds: recording.startedMilliseconds, draws: recording.draws[...]))
  }

  var surroundings: Surroundings {
    Surroundings(
      nowMilliseconds: { self.state.withLock { $0.milliseconds } },
      random: { self.state.withLock { Self.draw(&$0) } })
  }

  /// The session begins: from now on chance is the recording's.
  func begin() { state.withLock { $0.isRunning = true } }

  func pass(to microseconds: UInt64) {
    state.withLock { $0.milliseconds = started + microseconds / 1000 }
  }

  /// Draws that the recording does not have, and those that nobody asked for.
  var unmatchedDraws: Int { state.withLock { $0.missing + $0.draws.count } }

  private static func draw(_ state: inout State) -> UInt64 {
    guard state.isRunning, let bits = state.draws.popFirst() else {
      if state.isRunning { state.missing += 1 }
      return .random(in: .min ... .max)
    }
    return bits
  }
}
