import Glibc
import SocketTransport
import Testing
import Transport

@Suite struct SocketTransportTests {
  @Test func `a port where nobody listens is refused by name`() throws {
    let listener = try SocketListener()
    let port = listener.port
    listener.close()
    #expect(
      throws: TransportError.connectFailed(host: "127.0.0.1", port: port, errno: ECONNREFUSED)
    ) {
      try SocketTransport(host: "127.0.0.1", port: port, timeoutMilliseconds: 1000)
    }
  }

  @Test func `a host without an address is refused by name`() {
    do throws(TransportError) {
      _ = try SocketTransport(host: "256.1.1.1", port: 9, timeoutMilliseconds: 1000)
      Issue.record("connected")
    } catch .hostNotFound(let host, _) {
      #expect(host == "256.1.1.1")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func `a full waiting line ends in a time-out`() throws {
    let listener = try SocketListener()
    var waiting: [SocketTransport] = []
    defer { waiting.forEach { $0.close() } }
    // The kernel lets backlog + 1 callers wait; the next one hears nothing.
    #expect(throws: TransportError.self) {
      for _ in 0..<8 {
        waiting.append(
          try SocketTransport(host: "127.0.0.1", port: listener.port, timeoutMilliseconds: 100))
      }
    }
    #expect((1...4).contains(waiting.count))
  }

  @Test func `an accept without a caller ends empty and a close ends it`() throws {
    let listener = try SocketListener()
    #expect(try listener.accept(timeoutMilliseconds: 20) == nil)
    listener.close()
    #expect(throws: TransportError.closed) { try listener.accept(timeoutMilliseconds: 20) }
  }
}
