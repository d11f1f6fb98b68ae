import Glibc
package import Transport

/// Waits for TCP connections, on loopback unless told otherwise; serves one at a time.
package final class SocketListener: Sendable {
  private let descriptor: Descriptor
  /// The port that is listened on.
  package let port: UInt16
  /// More callers than this are refused while one is served.
  private static let waitingConnections: Int32 = 1

  /// Listens on the first address of the host; port 0 lets the system choose.
  package init(host: String = "127.0.0.1", port: UInt16 = 0) throws(TransportError) {
    guard
      let address = try SocketAddress.resolve(host: host, port: port, passive: true).first
    else { throw .hostNotFound(host: host, code: EAI_NONAME) }
    let file = try address.makeSocket()
    do throws(TransportError) {
      var on: Int32 = 1
      setsockopt(
        file, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
      guard address.with({ bind(file, $0, $1) }) == 0 else {
        throw .system(call: "bind", errno: errno)
      }
      guard listen(file, Self.waitingConnections) == 0,
        let bound = SocketAddress.localPort(file)
      else { throw .system(call: "listen", errno: errno) }
      self.port = bound
    } catch {
      Glibc.close(file)
      throw error
    }
    descriptor = try Descriptor(owning: file)
  }

  /// The next connection; nil when the time is over; throws `closed` once closed.
  package func accept(timeoutMilliseconds: Int) throws(TransportError) -> SocketTransport? {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try descriptor.use { file, wake throws(TransportError) -> SocketTransport? in
      while true {
        var polls = [
          pollfd(fd: file, events: Int16(POLLIN), revents: 0),
          pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&polls, 2, Int32(clamping: deadline.millisecondsLeft))
        if ready < 0, errno != EINTR { throw .system(call: "poll", errno: errno) }
        if ready == 0 { return nil }
        if polls[1].revents != 0 { throw descriptor.isClosed ? .closed : .interrupted }
        let connection = Glibc.accept(file, nil, nil)
        if connection >= 0 {
          _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
          SocketAddress.setNoDelay(connection)
          return try SocketTransport(owning: connection)
        }
        guard [EAGAIN, EINTR, ECONNABORTED].contains(errno) else {
          throw .system(call: "accept", errno: errno)
        }
      }
    }
  }

  /// Ends the listening; a blocked `accept` throws `closed`.
  package func close() {
    descriptor.close()
  }
}
