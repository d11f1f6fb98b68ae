import CFunctionFS
import Glibc
import Transport

/// Transfers of one endpoint file by Linux's asynchronous I/O, taken back in the order begun.
/// Safe to share: one thread uses it at a time, and `release` comes when none does any more.
final class EndpointRing: @unchecked Sendable {
  // A blocking read or write of such a file ends with the transfer only, whatever happens to the
  // caller; these can be waited for beside a wake-up, and closing cancels them.
  static let slots = 8
  static let slotBytes = 16_384

  let event: Int32
  private let file: Int32
  private let context: UInt64
  private let buffer: UnsafeMutableRawPointer
  private let writes: Bool
  private let openFiles: OpenFiles
  private var results = [Int?](repeating: nil, count: slots)
  private var first = 0
  /// Transfers begun and not yet taken back.
  private(set) var count = 0

  /// Opens the endpoint's file, which a host must have enabled.
  init(path: String, writes: Bool, openFiles: OpenFiles) throws(TransportError) {
    let file = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw Self.error(errno, call: "open") }
    var event: Int32 = -1
    var context: UInt64 = 0
    var code = pocket_eventfd(&event)
    if code == 0 { code = pocket_transfers_open(UInt32(Self.slots), &context) }
    guard code == 0 else {
      if event >= 0 { close(event) }
      close(file)
      throw .system(call: "io_setup", errno: code)
    }
    self.file = file
    self.event = event
    self.context = context
    self.writes = writes
    self.openFiles = openFiles
    openFiles.opened()
    buffer = .allocate(byteCount: Self.slots * Self.slotBytes, alignment: 4096)
  }

  /// The largest packet at this connection's speed.
  func packetBytes() throws(TransportError) -> Int {
    var bytes: UInt32 = 0
    let code = pocket_endpoint_packet_bytes(file, &bytes)
    guard code == 0, bytes > 0 else { throw Self.error(code, call: "ioctl") }
    return Int(bytes)
  }

  var free: Int { Self.slots - count }

  /// Begins the next transfer; what it writes is put into its buffer by `fill`.
  func submit(
    _ bytes: Int, fill: (UnsafeMutableRawBufferPointer) -> Void = { _ in }
  ) throws(TransportError) {
    precondition(free > 0 && bytes <= Self.slotBytes, "\(bytes) bytes, \(free) slots free")
    let slot = (first + count) % Self.slots
    let start = buffer + slot * Self.slotBytes
    fill(UnsafeMutableRawBufferPointer(start: start, count: bytes))
    results[slot] = nil
    let code = pocket_transfers_submit(
      context, file, event, UInt32(slot), writes ? 1 : 0, start, UInt64(bytes))
    guard code == 0 else { throw Self.error(code, call: "io_submit") }
    count += 1
  }

  /// Notes what has ended since.
  func collect() {
    var ended: UInt64 = 0
    _ = read(event, &ended, MemoryLayout.size(ofValue: ended))
    var slot: UInt32 = 0
    var result: Int64 = 0
    while pocket_transfers_take(context, &slot, &result) == 0 {
      results[Int(slot)] = Int(result)
    }
  }

  /// The oldest transfer's bytes once it has ended; nil while it has not.
  func oldest() throws(TransportError) -> UnsafeRawBufferPointer? {
    guard count > 0, let result = results[first] else { return nil }
    guard result >= 0 else { throw Self.error(Int32(-result), call: "transfer") }
    return UnsafeRawBufferPointer(start: buffer + first * Self.slotBytes, count: result)
  }

  /// Gives the oldest transfer's slot free.
  func drop() {
    first = (first + 1) % Self.slots
    count -= 1
  }

  /// Cancels everything and gives file and memory back; the eventfd is its owner's to close.
  func release() {
    pocket_transfers_close(context)
    close(file)
    buffer.deallocate()
    openFiles.closed()
  }

  /// What the kernel says when the cable was pulled, or the host chose no configuration.
  private static func error(_ code: Int32, call: String) -> TransportError {
    switch code {
    case ESHUTDOWN, ENODEV, EAGAIN, ECONNRESET, ECANCELED, EINTR, EPIPE: .closed
    default: .system(call: call, errno: code)
    }
  }
}
