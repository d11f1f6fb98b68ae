import Glibc
package import Transport

/// A connected stream socket: TCP to a Wi-Fi pocket or a simulator, or one end of a pair.
package final class SocketTransport: Transport {
  private let inner: DescriptorTransport

  /// Takes ownership of a connected stream socket.
  package init(owning file: Int32) throws(TransportError) {
    inner = try DescriptorTransport(owning: file, isSocket: true)
  }

  /// Connects by TCP to the first address of the host that answers in time, IPv6 or IPv4.
  package convenience init(
    host: String, port: UInt16, timeoutMilliseconds: Int
  ) throws(TransportError) {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    var last = TransportError.hostNotFound(host: host, code: EAI_NONAME)
    for address in try SocketAddress.resolve(host: host, port: port) {
      do throws(TransportError) {
        let file = try Self.connect(
          address, host: host, port: port, deadline: deadline,
          timeoutMilliseconds: timeoutMilliseconds)
        try self.init(owning: file)
        return
      } catch {
        last = error
      }
    }
    throw last
  }

  /// Two transports that are each other's other end.
  package static func pair() throws(TransportError) -> (SocketTransport, SocketTransport) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | SOCK_CLOEXEC_FLAG
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .system(call: "socketpair", errno: errno)
    }
    let first: SocketTransport
    do throws(TransportError) {
      first = try SocketTransport(owning: ends[0])
    } catch {
      Glibc.close(ends[1])
      throw error
    }
    return (first, try SocketTransport(owning: ends[1]))
  }

  private static func connect(
    _ address: SocketAddress, host: String, port: UInt16, deadline: Deadline,
    timeoutMilliseconds: Int
  ) throws(TransportError) -> Int32 {
    let file = try address.makeSocket()
    do throws(TransportError) {
      if address.with({ Glibc.connect(file, $0, $1) }) != 0 {
        guard errno == EINPROGRESS else {
          throw .connectFailed(host: host, port: port, errno: errno)
        }
        var polls = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        var ready: Int32 = 0
        repeat {
          ready = poll(&polls, 1, Int32(clamping: deadline.millisecondsLeft))
        } while ready < 0 && errno == EINTR
        guard ready > 0 else {
          throw .connectTimedOut(host: host, port: port, milliseconds: timeoutMilliseconds)
        }
        let failure = SocketAddress.pendingError(file)
        guard failure == 0 else {
          throw .connectFailed(host: host, port: port, errno: failure)
        }
      }
      SocketAddress.setNoDelay(file)
      return file
    } catch {
      Glibc.close(file)
      throw error
    }
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try inner.receive(maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package func receiveOrRoom(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try inner.receiveOrRoom(
      maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    try inner.send(bytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package var backlogBytes: Int { 0 }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { nil }

  /// See `Transport`.
  package func interrupt() { inner.interrupt() }

  /// See `Transport`.
  package func close() { inner.close() }
}
