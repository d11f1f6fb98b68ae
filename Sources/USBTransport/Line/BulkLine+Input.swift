import CUSB
import Glibc
import Transport

extension BulkLine {
  /// See `Transport`.
  func receive(
    maximumBytes: Int, timeoutMilliseconds: Int, orRoom: Bool = false
  ) throws(TransportError) -> [UInt8] {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try monitor.withLock { () throws(TransportError) in
      while true {
        if isClosed { throw .closed }
        if isInterrupted {
          isInterrupted = false
          throw .interrupted
        }
        if let bytes = take(maximumBytes) { return bytes }
        if let inputFailure { throw inputFailure }
        if deadline.isOver || (orRoom && hasRoom) { return [] }
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
    }
  }

  private func take(_ maximumBytes: Int) -> [UInt8]? {
    guard var piece = ready.first else { return nil }
    let count = min(maximumBytes, piece.count - piece.offset)
    let bytes = Array(UnsafeBufferPointer(start: piece.slot.buffer + piece.offset, count: count))
    piece.offset += count
    if piece.offset < piece.count {
      ready[0] = piece
    } else {
      ready.removeFirst()
      submitInput(piece.slot)
    }
    return bytes
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
