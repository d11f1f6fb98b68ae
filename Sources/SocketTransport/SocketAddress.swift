import Glibc
import Transport

/// SOCK_CLOEXEC as the C calls want it.
let SOCK_CLOEXEC_FLAG = Int32(SOCK_CLOEXEC.rawValue)

/// One address of a host, of either family, as the system holds it.
struct SocketAddress {
  private let bytes: [UInt8]
  private let family: Int32

  /// All addresses of a host for a TCP connection, in the system's order.
  static func resolve(
    host: String, port: UInt16, passive: Bool = false
  ) throws(TransportError) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = passive ? AI_PASSIVE | AI_NUMERICSERV : AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else { throw .hostNotFound(host: host, code: code) }
    defer { freeaddrinfo(list) }
    var found: [SocketAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = entry.ai_addr {
        let raw = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
        found.append(SocketAddress(bytes: Array(raw), family: entry.ai_family))
      }
      next = entry.ai_next
    }
    return found
  }

  /// Runs the body with the address in the form of the C calls.
  func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    bytes.withUnsafeBytes { raw in
      raw.withMemoryRebound(to: sockaddr.self) {
        body($0.baseAddress!, socklen_t(raw.count))
      }
    }
  }

  /// A non-blocking stream socket of this family.
  func makeSocket() throws(TransportError) -> Int32 {
    let kind =
      Int32(SOCK_STREAM.rawValue) | SOCK_CLOEXEC_FLAG | Int32(SOCK_NONBLOCK.rawValue)
    let file = socket(family, kind, 0)
    guard file >= 0 else { throw .system(call: "socket", errno: errno) }
    return file
  }

  /// Small frames leave at once.
  static func setNoDelay(_ file: Int32) {
    var on: Int32 = 1
    setsockopt(
      file, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// The error that a connection attempt ended with; 0 for none.
  static func pendingError(_ file: Int32) -> Int32 {
    var failure: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(file, SOL_SOCKET, SO_ERROR, &failure, &size) == 0 else { return errno }
    return failure
  }

  /// The port that a socket is bound to.
  static func localPort(_ file: Int32) -> UInt16? {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &storage) { raw in
      let code = raw.withMemoryRebound(to: sockaddr.self) {
        getsockname(file, $0.baseAddress!, &size)
      }
      // Both families have the port, big-endian, behind the family.
      return code == 0 ? UInt16(raw[2]) << 8 | UInt16(raw[3]) : nil
    }
  }
}
