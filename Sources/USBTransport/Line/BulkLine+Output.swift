import CUSB
import Glibc
import Transport

extension BulkLine {
  /// See `Transport`.
  func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try monitor.withLock { () throws(TransportError) in
      var taken = 0
      while taken < bytes.count {
        if isClosed { throw .closed }
        if let outputFailure { throw outputFailure }
        let count = try submitOutput(bytes.dropFirst(taken))
        taken += count
        guard count == 0 else { continue }
        if deadline.isOver { break }
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
      return taken
    }
  }

  /// Inside the monitor: how many of the bytes one transfer took; 0 where one must end first.
  private func submitOutput(_ bytes: ArraySlice<UInt8>) throws(TransportError) -> Int {
    while let slot = free.last {
      let count = min(bytes.count, outputBytes)
      bytes.prefix(count).withUnsafeBufferPointer { source in
        guard let start = source.baseAddress else { return }
        slot.buffer.update(from: start, count: count)
      }
      // A gadget's read ends with its size or with a packet that is not full.
      let code = slot.submit(bytes: count, endsBurst: count == bytes.count)
      if code == 0 {
        free.removeLast()
        return count
      }
      guard code == LIBUSB_ERROR_NO_MEM.rawValue else {
        let failure = USBCall.fault("bulk out", code)
        outputFailure = failure
        throw failure
      }
      if hasOutputFlying {
        isShort = true
        return 0
      }
      guard outputBytes > Self.minimumBytes else {
        throw .system(call: "bulk out", errno: ENOMEM)
      }
      outputBytes /= 2
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
