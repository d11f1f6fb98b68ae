import CUSB
import Glibc
import Transport

extension BulkLine {
  /// See `Transport`.
  func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    var taken = 0
    while taken < bytes.count {
      guard let (slot, room) = try freeSlot(until: deadline) else { break }
      let rest = bytes.dropFirst(taken)
      let count = slot.fill(rest.prefix(room))
      taken += try monitor.withLock { () throws(TransportError) in
        defer { endCopying() }
        // A gadget's read ends with its size or with a packet that is not full.
        return try submitOutput(slot, count, endsBurst: count == rest.count)
      }
    }
    return taken
  }

  /// Takes a slot that may be filled outside the monitor, and says how far; nil where none is free
  /// in time.
  private func freeSlot(
    until deadline: Deadline
  ) throws(TransportError) -> (TransferSlot, bytes: Int)? {
    try monitor.withLock { () throws(TransportError) in
      while true {
        if isClosed { throw .closed }
        if let outputFailure { throw outputFailure }
        if !isShort, let slot = free.popLast() {
          copying += 1
          return (slot, outputBytes)
        }
        if deadline.isOver { return nil }
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
    }
  }

  /// Inside the monitor: how many of its bytes a filled slot takes; 0 where it has to be filled
  /// anew.
  private func submitOutput(
    _ slot: TransferSlot, _ count: Int, endsBurst: Bool
  ) throws(TransportError) -> Int {
    if let failure = isClosed ? .closed : outputFailure {
      free.append(slot)
      throw failure
    }
    let code = slot.submit(bytes: count, endsBurst: endsBurst)
    if code == 0 { return count }
    free.append(slot)
    guard code == LIBUSB_ERROR_NO_MEM.rawValue else {
      let failure = USBCall.fault("bulk out", code)
      outputFailure = failure
      throw failure
    }
    if hasOutputFlying {
      isShort = true
    } else if outputBytes > Self.minimumBytes {
      outputBytes /= 2
    } else {
      throw .system(call: "bulk out", errno: ENOMEM)
    }
    return 0
  }

  /// Inside the monitor, on the event thread.
  func outputEnded(_ slot: TransferSlot) {
    let failure = Self.failure(slot)
    if outputFailure == nil {
      outputFailure = failure ?? (slot.actualBytes == slot.askedBytes ? nil : .closed)
    }
    free.append(slot)
    isShort = false
  }

  /// Whether a send would take bytes, or tell why it cannot.
  var hasRoom: Bool { outputFailure != nil || !(free.isEmpty || isShort) }

  var hasOutputFlying: Bool { slots.contains { !$0.isInput && $0.isFlying } }

  /// See `Transport`.
  var backlogBytes: Int {
    monitor.withLock {
      isClosed
        ? 0 : slots.reduce(0) { $0 + (!$1.isInput && $1.isFlying ? $1.askedBytes : 0) }
    }
  }
}
