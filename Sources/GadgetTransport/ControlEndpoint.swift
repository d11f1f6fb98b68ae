import CFunctionFS
import Glibc
import Transport

/// The file ep0 of a mounted FunctionFS: describes the function, tells what becomes of it.
struct ControlEndpoint {
  private let descriptor: Descriptor
  private static let tryAgainMicroseconds: UInt32 = 10_000

  enum Event {
    case kernel(usb_functionfs_event_type)
    case setup(AccessoryRequests.Request)
  }

  /// Opens the file and describes the function; a host can see it afterwards.
  init(
    folder: String, describing function: FunctionDescription, timeoutMilliseconds: Int
  ) throws(TransportError) {
    let path = folder + "/ep0"
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    var file = open(path, O_RDWR | O_CLOEXEC)
    // The last owner's files may still be on their way out.
    while file < 0, errno == EBUSY, !deadline.isOver {
      usleep(Self.tryAgainMicroseconds)
      file = open(path, O_RDWR | O_CLOEXEC)
    }
    guard file >= 0 else { throw Self.error(errno, path) }
    for bytes in [function.descriptors, function.strings] {
      guard write(file, bytes, bytes.count) == bytes.count else {
        let code = errno
        Glibc.close(file)
        throw .system(call: "write", errno: code)
      }
    }
    descriptor = try Descriptor(owning: file)
  }

  private static func error(_ code: Int32, _ path: String) -> TransportError {
    switch code {
    case EACCES, EPERM: .permissionDenied(path: path)
    case ENOENT, ENODEV: .noSuchDevice(path: path)
    case EBUSY: .busy(path: path, holder: nil)
    default: .system(call: "open", errno: code)
    }
  }

  /// Waits for an event; throws `closed` once `close` was called.
  func event() throws(TransportError) -> Event {
    try descriptor.use { file, wake throws(TransportError) in
      while true {
        var polls = [
          pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
          pollfd(fd: file, events: Int16(POLLIN), revents: 0),
        ]
        if poll(&polls, 2, -1) < 0, errno != EINTR { throw .system(call: "poll", errno: errno) }
        if polls[0].revents != 0 { throw .closed }
        var event = usb_functionfs_event()
        // The kernel gives as many whole events as fit, so this is one.
        let count = read(file, &event, MemoryLayout<usb_functionfs_event>.size)
        if count == MemoryLayout<usb_functionfs_event>.size { return Self.told(event) }
        // A request that the host took back before it was answered.
        let isPassing = count < 0 && [EAGAIN, EINTR, EIDRM].contains(errno)
        guard isPassing else { throw .system(call: "read", errno: count < 0 ? errno : EIO) }
      }
    }
  }

  private static func told(_ event: usb_functionfs_event) -> Event {
    let type = usb_functionfs_event_type(rawValue: UInt32(event.type))
    guard type == FUNCTIONFS_SETUP else { return .kernel(type) }
    let setup = event.u.setup
    return .setup(
      AccessoryRequests.Request(
        kind: setup.bRequestType, code: setup.bRequest,
        value: UInt16(littleEndian: setup.wValue), index: UInt16(littleEndian: setup.wIndex),
        length: UInt16(littleEndian: setup.wLength)))
  }

  // What follows answers the request of the last event. A host that gave up or left is no error:
  // the next event tells.

  func give(_ bytes: [UInt8]) {
    use { _ = Glibc.write($0, bytes, bytes.count) }
  }

  /// The host's bytes; with length 0 this says that the request is done.
  func take(_ length: UInt16) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: Int(length))
    var count = -1
    use { count = read($0, &bytes, bytes.count) }
    return count < 0 ? nil : Array(bytes.prefix(count))
  }

  /// Refuses: the kernel takes the wrong direction for that.
  func stall(_ request: AccessoryRequests.Request) {
    let isToHost = request.kind & 0x80 != 0
    var byte: UInt8 = 0
    use { _ = isToHost ? read($0, &byte, 0) : Glibc.write($0, &byte, 0) }
  }

  private func use(_ body: (Int32) -> Void) {
    try? descriptor.use { file, _ throws(TransportError) in body(file) }
  }

  /// Ends `event`; the function is gone, and with it the gadget from its bus.
  func close() { descriptor.close() }
}
