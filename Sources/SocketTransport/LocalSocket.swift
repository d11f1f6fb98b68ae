import Glibc
package import Transport

extension SocketTransport {
  /// Connects to a service of this PC that listens on a path.
  package convenience init(path: String) throws(TransportError) {
    let kind = Int32(SOCK_STREAM.rawValue) | SOCK_CLOEXEC_FLAG
    let file = socket(AF_UNIX, kind, 0)
    guard file >= 0 else { throw .system(call: "socket", errno: errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let isShort = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard path.utf8.count < room.count else { return false }
      room.copyBytes(from: path.utf8)
      return true
    }
    let code =
      isShort
      ? withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      } : -1
    guard code == 0 else {
      let failure = isShort ? errno : ENAMETOOLONG
      Glibc.close(file)
      switch failure {
      case EACCES: throw .permissionDenied(path: path)
      case ENOENT, ECONNREFUSED: throw .noSuchDevice(path: path)
      default: throw .system(call: "connect", errno: failure)
      }
    }
    try self.init(owning: file)
  }

  /// Sends everything before the deadline.
  func write(_ bytes: [UInt8], by deadline: Deadline) throws(TransportError) {
    let taken = try send(bytes, timeoutMilliseconds: deadline.millisecondsLeft)
    guard taken == bytes.count else { throw .system(call: "send", errno: ETIMEDOUT) }
  }

  /// Exactly so many bytes, before the deadline.
  func read(_ count: Int, by deadline: Deadline) throws(TransportError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let part = try receive(
        maximumBytes: count - bytes.count, timeoutMilliseconds: deadline.millisecondsLeft)
      guard !part.isEmpty else { throw .system(call: "receive", errno: ETIMEDOUT) }
      bytes += part
    }
    return bytes
  }
}
