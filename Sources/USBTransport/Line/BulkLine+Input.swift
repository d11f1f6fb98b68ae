import CUSB
import Glibc
import Transport

extension BulkLine {
  /// See `Transport`.
  func receive(
    maximumBytes: Int, timeoutMilliseconds: Int, orRoom: Bool = false
  ) throws(TransportError) -> [UInt8] {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    let taken = try monitor.withLock { () throws(TransportError) -> Taken in
      while true {
        if isClosed { throw .closed }
        if isInterrupted {
          isInterrupted = false
          throw .interrupted
        }
        if !ready.isEmpty { return take(maximumBytes) }
        if let inputFailure { throw inputFailure }
        if deadline.isOver || (orRoom && hasRoom) { return .part([]) }
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
    }
    switch taken {
    case .part(let bytes): return bytes
    case .whole(let piece):
      let bytes = piece.bytes(piece.count)
      monitor.withLock {
        submitInput(piece.slot)
        endCopying()
      }
      return bytes
    }
  }

  private enum Taken {
    case part([UInt8])
    /// All that a transfer has left: copied outside the monitor, which a callback may want.
    case whole(Piece)
  }

  private func take(_ maximumBytes: Int) -> Taken {
    if maximumBytes < ready[0].count {
      let bytes = ready[0].bytes(maximumBytes)
      ready[0].offset += maximumBytes
      ready[0].count -= maximumBytes
      return .part(bytes)
    }
    copying += 1
    return .whole(ready.removeFirst())
  }

  /// Inside the monitor: whoever closes waits for it.
  func endCopying() {
    copying -= 1
    if isClosed { monitor.signal() }
  }

  /// Inside the monitor: asks for more, unless the line is at its end.
  func submitInput(_ slot: TransferSlot) {
    guard !isEnding, inputFailure == nil else { return }
    while true {
      let code = slot.submit(bytes: inputBytes)
      if code == 0 { return }
      guard code == LIBUSB_ERROR_NO_MEM.rawValue else {
        inputFailure = USBCall.fault("bulk in", code)
        return
      }
      // The others go on without this one.
      if slots.contains(where: { $0.isInput && $0.isFlying }) || !ready.isEmpty { return }
      guard inputBytes > Self.minimumBytes else {
        inputFailure = .system(call: "bulk in", errno: ENOMEM)
        return
      }
      inputBytes /= 2
    }
  }

  /// Inside the monitor, on the event thread.
  func inputEnded(_ slot: TransferSlot) {
    // Behind a transfer that failed there may be a gap.
    guard !isEnding, inputFailure == nil else { return }
    let failure = Self.failure(slot)
    let isWanted = !isClosed && slot.actualBytes > 0
    if isWanted, slot.status != LIBUSB_TRANSFER_OVERFLOW {
      ready.append(Piece(slot: slot, count: slot.actualBytes))
    }
    inputFailure = failure
    if !isWanted { submitInput(slot) }
  }

  /// What a session that was cut left on its way: a pocket says nothing before it is spoken to.
  func dropStale() throws(TransportError) {
    let deadline = Deadline(milliseconds: Self.staleMilliseconds)
    while !deadline.isOver {
      let stale = try receive(
        maximumBytes: TransferSlot.capacityBytes, timeoutMilliseconds: Self.silenceMilliseconds)
      if stale.isEmpty { return }
    }
  }

  private static let silenceMilliseconds = 20
  private static let staleMilliseconds = 500
}
