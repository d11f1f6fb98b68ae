import Glibc

/// The transport over any file that can be polled: terminals, sockets, pipes.
package final class DescriptorTransport: Transport {
  private let descriptor: Descriptor
  private let isSocket: Bool
  private let measureBacklog: (@Sendable (Int32) -> Int)?
  /// The line's rate; nil when the medium has none.
  package let lineBytesPerSecond: Int?
  /// A send looks this often whether the transport was closed meanwhile.
  private static let closedCheckMilliseconds = 50
  /// The most bytes of one read.
  private static let maximumReadBytes = 1 << 18

  /// Takes ownership of an open file; `backlog` asks its driver for unsent bytes.
  package init(
    owning file: Int32, isSocket: Bool, lineBytesPerSecond: Int? = nil,
    backlog: (@Sendable (Int32) -> Int)? = nil
  ) throws(TransportError) {
    descriptor = try Descriptor(owning: file)
    self.isSocket = isSocket
    self.lineBytesPerSecond = lineBytesPerSecond
    measureBacklog = backlog
  }

  /// Runs the body with the file's number, for settings of the owner.
  package func withFile<Result>(
    _ body: (Int32) throws(TransportError) -> Result
  ) throws(TransportError) -> Result {
    try descriptor.use { file, _ throws(TransportError) in try body(file) }
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try receive(POLLIN, maximumBytes, timeoutMilliseconds)
  }

  /// See `Transport`.
  package func receiveOrRoom(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try receive(POLLIN | POLLOUT, maximumBytes, timeoutMilliseconds)
  }

  private func receive(
    _ events: Int32, _ maximumBytes: Int, _ timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try descriptor.use { file, wake throws(TransportError) in
      while true {
        var polls = [
          pollfd(fd: file, events: Int16(events), revents: 0),
          pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&polls, 2, Int32(clamping: deadline.millisecondsLeft))
        if ready < 0, errno != EINTR { throw .system(call: "poll", errno: errno) }
        if ready == 0 { return [] }
        guard ready > 0 else { continue }
        if polls[1].revents != 0 { throw wakeReason(wake) }
        if let bytes = try read(file, maximumBytes) { return bytes }
        // Nothing to read although poll spoke: a hang-up, or another's byte.
        if polls[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { throw .closed }
        if polls[0].revents & Int16(POLLOUT) != 0 { return [] }
      }
    }
  }

  private func wakeReason(_ wake: Int32) -> TransportError {
    if descriptor.isClosed { return .closed }
    var bytes = [UInt8](repeating: 0, count: 64)
    _ = Glibc.read(wake, &bytes, bytes.count)
    return .interrupted
  }

  /// The bytes there are; nil when there are none now.
  private func read(_ file: Int32, _ maximumBytes: Int) throws(TransportError) -> [UInt8]? {
    var failure: Int32 = 0
    let size = min(maximumBytes, Self.maximumReadBytes)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let got = Glibc.read(file, buffer.baseAddress, size)
      failure = got < 0 ? errno : got == 0 ? EPIPE : 0
      count = max(got, 0)
    }
    switch failure {
    case 0: return bytes
    case EAGAIN, EINTR: return nil
    case EPIPE, EIO, ECONNRESET, ENXIO, ENODEV: throw .closed
    default: throw .system(call: "read", errno: failure)
    }
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try descriptor.use { file, _ throws(TransportError) in
      var taken = 0
      while taken < bytes.count {
        if descriptor.isClosed { throw .closed }
        taken += try write(file, bytes.dropFirst(taken))
        if taken == bytes.count || deadline.isOver { break }
        var polls = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        let wait = min(deadline.millisecondsLeft, Self.closedCheckMilliseconds)
        if poll(&polls, 1, Int32(wait)) < 0, errno != EINTR {
          throw .system(call: "poll", errno: errno)
        }
      }
      return taken
    }
  }

  private func write(_ file: Int32, _ bytes: ArraySlice<UInt8>) throws(TransportError) -> Int {
    let result = bytes.withUnsafeBytes { buffer in
      isSocket
        ? Glibc.send(file, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        : Glibc.write(file, buffer.baseAddress, buffer.count)
    }
    if result >= 0 { return result }
    switch errno {
    case EAGAIN, EINTR: return 0
    case EPIPE, EIO, ECONNRESET, ENXIO, ENODEV: throw .closed
    default: throw .system(call: "write", errno: errno)
    }
  }

  /// See `Transport`.
  package var backlogBytes: Int {
    guard let measureBacklog else { return 0 }
    let backlog = try? descriptor.use { file, _ throws(TransportError) in measureBacklog(file) }
    return backlog ?? 0
  }

  /// See `Transport`.
  package func interrupt() {
    descriptor.interrupt()
  }

  /// See `Transport`.
  package func close() {
    descriptor.close()
  }
}
