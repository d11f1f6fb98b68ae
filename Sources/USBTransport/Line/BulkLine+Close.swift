import Transport

extension BulkLine {
  /// What was sent may still arrive, as over a socket; but a pocket that reads nothing ends it.
  private static let lingerMilliseconds = 1000
  /// The kernel gives a cancelled transfer back at once.
  private static let drainMilliseconds = 10_000

  /// See `Transport`.
  func close() {
    let isFirst = monitor.withLock {
      guard !isClosed else { return false }
      isClosed = true
      monitor.signal()
      linger()
      return true
    }
    guard isFirst, drain() else { return }
    // libusb looks at a transfer's device when it frees it; and the slots hold the line.
    monitor.withLock {
      for slot in slots { slot.free() }
      slots = []
      free = []
      ready = []
    }
    handle.close()
    events.stop()
  }

  /// Inside the monitor: lets output arrive, and takes input away that would hold the pocket up.
  private func linger() {
    let unread = ready
    ready = []
    for piece in unread { submitInput(piece.slot) }
    let deadline = Deadline(milliseconds: Self.lingerMilliseconds)
    while hasOutputFlying, outputFailure == nil, inputFailure == nil, !deadline.isOver {
      monitor.wait(untilMicroseconds: deadline.microseconds)
    }
  }

  /// True while the kernel or a caller has the buffer of a transfer.
  private var isInUse: Bool { copying > 0 || slots.contains { $0.isFlying } }

  /// Cancels every transfer and waits for every callback; false keeps all memory libusb knows.
  private func drain() -> Bool {
    let deadline = Deadline(milliseconds: Self.drainMilliseconds)
    return monitor.withLock {
      isEnding = true
      for slot in slots { slot.cancel() }
      while isInUse, !deadline.isOver {
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
      return !isInUse
    }
  }
}
