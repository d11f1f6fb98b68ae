/// Plays the device's side of a trace, at once and in order.
/// Safe to share: whatever changes is read and written inside `monitor.withLock` alone.
package final class ReplayTransport: Transport, @unchecked Sendable {
  /// What to do with bytes of the host that are not those of the trace.
  package enum Mode: Sendable {
    /// They must be the same; the device answers only what was asked then.
    case strict
    /// They are not looked at; the device talks on.
    case lenient
  }

  private struct Answer {
    var bytes: [UInt8]
    /// The host had sent so many bytes before.
    var afterSentBytes: Int
  }

  private let mode: Mode
  private let expected: [UInt8]
  private let answers: [Answer]
  private let monitor = Monitor()
  private var sentBytes = 0
  private var answerIndex = 0
  private var answerOffset = 0
  private var isClosed = false
  private var isInterrupted = false

  /// Plays a trace once.
  package init(_ trace: Trace, mode: Mode) {
    var expected: [UInt8] = []
    var answers: [Answer] = []
    for record in trace.records {
      switch record.direction {
      case .sent: expected += record.bytes
      case .received:
        answers.append(Answer(bytes: record.bytes, afterSentBytes: expected.count))
      }
    }
    self.mode = mode
    self.expected = expected
    self.answers = answers
  }

  /// See `Transport`; throws `closed` once the whole trace was played.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try monitor.withLock { () throws(TransportError) in
      while true {
        if isClosed { throw .closed }
        if isInterrupted {
          isInterrupted = false
          throw .interrupted
        }
        if let bytes = nextBytes(maximumBytes) { return bytes }
        if isPlayed { throw .closed }
        if deadline.isOver { return [] }
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
    }
  }

  private var isPlayed: Bool {
    answerIndex == answers.count && (mode == .lenient || sentBytes == expected.count)
  }

  private func nextBytes(_ maximumBytes: Int) -> [UInt8]? {
    guard answerIndex < answers.count else { return nil }
    let answer = answers[answerIndex]
    guard mode == .lenient || sentBytes >= answer.afterSentBytes else { return nil }
    let part = answer.bytes.dropFirst(answerOffset).prefix(maximumBytes)
    answerOffset += part.count
    if answerOffset == answer.bytes.count {
      answerIndex += 1
      answerOffset = 0
    }
    return Array(part)
  }

  /// See `Transport`; in strict mode throws at the first byte that the trace does not have.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    try monitor.withLock { () throws(TransportError) in
      if isClosed { throw .closed }
      if mode == .strict {
        for (index, byte) in bytes.enumerated() {
          let offset = sentBytes + index
          let wanted = offset < expected.count ? expected[offset] : nil
          guard wanted == byte else {
            throw .replayDiverged(sentOffset: offset, expected: wanted, actual: byte)
          }
        }
      }
      sentBytes += bytes.count
      monitor.signal()
      return bytes.count
    }
  }

  /// See `Transport`.
  package var backlogBytes: Int { 0 }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { nil }

  /// See `Transport`.
  package func interrupt() {
    monitor.withLock {
      isInterrupted = true
      monitor.signal()
    }
  }

  /// See `Transport`.
  package func close() {
    monitor.withLock {
      isClosed = true
      monitor.signal()
    }
  }
}
