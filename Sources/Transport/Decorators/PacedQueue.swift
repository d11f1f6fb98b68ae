/// One direction of a paced line: every byte gets the exact time at which it leaves the line.
/// Safe to share: whatever changes is read and written inside `monitor.withLock` alone.
final class PacedQueue: @unchecked Sendable {
  private struct Run {
    var bytes: ArraySlice<UInt8>
    /// When the first of the bytes starts on the line.
    var startMicroseconds: Double
  }

  private let microsecondsPerByte: Double
  private let latencyMicroseconds: Double
  private let capacityBytes: Int
  private let monitor = Monitor()
  private var runs: [Run] = []
  private var freeAtMicroseconds = 0.0
  private var failure: TransportError?
  private var isInterrupted = false
  /// Bytes that become due within this time go together, so that no thread wakes for single bytes.
  private static let tickMicroseconds = 4000.0

  init(bytesPerSecond: Int, latencyMilliseconds: Int, capacityBytes: Int) {
    microsecondsPerByte = 1_000_000 / Double(bytesPerSecond)
    latencyMicroseconds = Double(latencyMilliseconds) * 1000
    self.capacityBytes = capacityBytes
  }

  var backlogBytes: Int { monitor.withLock { backlog(MonotonicClock.microseconds) } }

  private func backlog(_ now: UInt64) -> Int {
    max(0, Int(((freeAtMicroseconds - Double(now)) / microsecondsPerByte).rounded(.up)))
  }

  /// Puts bytes on the line as long as its queue has room; the count that was taken in time.
  func offer(
    _ bytes: ArraySlice<UInt8>, deadline: Deadline
  ) throws(TransportError) -> Int {
    try monitor.withLock { () throws(TransportError) in
      var taken = 0
      while true {
        if let failure { throw failure }
        let now = MonotonicClock.microseconds
        let part = bytes.dropFirst(taken).prefix(capacityBytes - backlog(now))
        append(part, now: now)
        taken += part.count
        if taken == bytes.count || now >= deadline.microseconds { return taken }
        let room = freeAtMicroseconds - Double(capacityBytes / 2) * microsecondsPerByte
        monitor.wait(untilMicroseconds: min(deadline.microseconds, max(now + 1, UInt64(room))))
      }
    }
  }

  private func append(_ part: ArraySlice<UInt8>, now: UInt64) {
    guard !part.isEmpty else { return }
    let start = max(freeAtMicroseconds, Double(now))
    runs.append(Run(bytes: part, startMicroseconds: start))
    freeAtMicroseconds = start + Double(part.count) * microsecondsPerByte
    monitor.signal()
  }

  /// Waits until bytes have come through; a failure comes after the last byte.
  func take(
    maximumBytes: Int, deadline: Deadline?
  ) throws(TransportError) -> [UInt8] {
    try monitor.withLock { () throws(TransportError) in
      while true {
        if isInterrupted {
          isInterrupted = false
          throw .interrupted
        }
        let now = MonotonicClock.microseconds
        let bytes = removeDue(maximumBytes, now: Double(now))
        if !bytes.isEmpty { return bytes }
        if runs.isEmpty, let failure { throw failure }
        if let deadline, now >= deadline.microseconds { return [] }
        let due = nextDue.map { UInt64($0.rounded(.up)) }
        monitor.wait(untilMicroseconds: [due, deadline?.microseconds].compactMap { $0 }.min())
      }
    }
  }

  /// The end of the first tick in which a byte becomes due, or earlier when all are through.
  private var nextDue: Double? {
    guard let first = runs.first else { return nil }
    let through = first.startMicroseconds + latencyMicroseconds + microsecondsPerByte
    let last = through + Double(first.bytes.count - 1) * microsecondsPerByte
    return min(last, through + Self.tickMicroseconds)
  }

  private func removeDue(_ maximumBytes: Int, now: Double) -> [UInt8] {
    var bytes: [UInt8] = []
    while let run = runs.first, bytes.count < maximumBytes {
      let elapsed = now - run.startMicroseconds - latencyMicroseconds
      let through = max(0, min(Int(elapsed / microsecondsPerByte + 1e-6), run.bytes.count))
      let part = run.bytes.prefix(min(through, maximumBytes - bytes.count))
      bytes += part
      if part.count == run.bytes.count {
        runs.removeFirst()
        continue
      }
      runs[0].bytes = run.bytes.dropFirst(part.count)
      runs[0].startMicroseconds += Double(part.count) * microsecondsPerByte
      break
    }
    if !bytes.isEmpty { monitor.signal() }
    return bytes
  }

  /// No more bytes are taken; what is on the line still comes through.
  func end(_ failure: TransportError) {
    monitor.withLock {
      if self.failure == nil { self.failure = failure }
      monitor.signal()
    }
  }

  /// What is on the line is lost.
  func clear() {
    monitor.withLock {
      runs = []
      monitor.signal()
    }
  }

  func interrupt() {
    monitor.withLock {
      isInterrupted = true
      monitor.signal()
    }
  }

  /// Waits until the line is empty or the time is over.
  func drain(_ deadline: Deadline) {
    monitor.withLock {
      while !runs.isEmpty, !deadline.isOver {
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
    }
  }
}
