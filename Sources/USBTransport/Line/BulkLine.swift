import CUSB
import Glibc
import Transport

/// The two queues of transfers over one claimed interface. Callers block here, callbacks never do.
/// Safe to share: all that changes is touched inside the monitor only.
final class BulkLine: @unchecked Sendable {
  let bulk: BulkInterface
  let handle: DeviceHandle
  let events: EventThread
  let monitor = Monitor()

  /// Every transfer that exists, flying or not; empty again once closed.
  var slots: [TransferSlot] = []
  /// Input that came and was not read yet, in order.
  var ready: [Piece] = []
  /// Transfers that may carry output.
  var free: [TransferSlot] = []
  /// Why nothing more comes in once `ready` is empty.
  var inputFailure: TransportError?
  /// Why nothing more goes out.
  var outputFailure: TransportError?
  /// Slots whose bytes a caller copies just now, outside the monitor: the callbacks need not wait.
  var copying = 0
  /// The system has no memory for another output transfer until one ends.
  var isShort = false
  var isInterrupted = false
  /// Closed for its callers.
  var isClosed = false
  /// Transfers that end now are not submitted again.
  var isEnding = false
  /// What one transfer asks for; less where the system has no room for more.
  var inputBytes = TransferSlot.capacityBytes
  var outputBytes = TransferSlot.capacityBytes

  /// Each way; with 64 KiB each, 1 MiB of the 16 MiB that all USB programs share.
  static let transfersEachWay = 8
  /// As little as a transfer is cut down to.
  static let minimumBytes = 4096

  /// Bytes of one input transfer that wait for their reader.
  struct Piece {
    let slot: TransferSlot
    var offset = 0
    var count: Int

    func bytes(_ count: Int) -> [UInt8] {
      Array(UnsafeBufferPointer(start: slot.buffer + offset, count: count))
    }
  }

  init(over bulk: BulkInterface, of handle: DeviceHandle, on events: EventThread) {
    self.bulk = bulk
    self.handle = handle
    self.events = events
  }

  /// Puts the input transfers on their way; fewer where memory for them is short.
  func start() throws(TransportError) {
    try monitor.withLock { () throws(TransportError) in
      for isInput in [true, false] {
        for _ in 0..<Self.transfersEachWay {
          guard let slot = TransferSlot(of: self, isInput: isInput) else { continue }
          slots.append(slot)
          if !isInput { free.append(slot) }
        }
      }
      for slot in slots where slot.isInput { submitInput(slot) }
      if !slots.contains(where: { $0.isFlying }) {
        throw inputFailure ?? .system(call: "libusb_alloc_transfer", errno: ENOMEM)
      }
    }
  }

  /// On the event thread: one transfer has ended; `note` says so to the slot.
  func ended(_ slot: TransferSlot, note: () -> Void) {
    monitor.withLock {
      note()
      if slot.isInput { inputEnded(slot) } else { outputEnded(slot) }
      monitor.signal()
    }
  }

  /// What a transfer's end means; nil where it ended well.
  static func failure(_ slot: TransferSlot) -> TransportError? {
    switch slot.status {
    case LIBUSB_TRANSFER_COMPLETED: nil
    case LIBUSB_TRANSFER_OVERFLOW:
      .system(call: slot.isInput ? "bulk in" : "bulk out", errno: EOVERFLOW)
    // A pulled cable shows as an error of the bus before the device is missed.
    default: .closed
    }
  }

  /// See `Transport`.
  func interrupt() {
    monitor.withLock {
      isInterrupted = true
      monitor.signal()
    }
  }
}
