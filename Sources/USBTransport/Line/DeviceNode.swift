import Glibc
import Transport

/// The file through which the kernel lets a program at a device.
enum DeviceNode {
  /// udev gives the rights a moment after the kernel has made the node.
  private static let permissionTries = 4
  private static let permissionWaitMicroseconds: UInt32 = 200_000

  /// The node as a file; waits for the rights, but not for long.
  static func open(_ node: String) throws(TransportError) -> Int32 {
    var tries = 0
    while true {
      let file = Glibc.open(node, O_RDWR | O_CLOEXEC)
      if file >= 0 { return file }
      tries += 1
      switch errno {
      case EACCES, EPERM:
        guard tries < permissionTries else { throw .permissionDenied(path: node) }
        usleep(permissionWaitMicroseconds)
      case ENOENT, ENODEV, ENXIO: throw .noSuchDevice(path: node)
      case EBUSY: throw .busy(path: node, holder: DeviceHolder.find(path: node))
      case EINTR: continue
      case let number: throw .system(call: "open", errno: number)
      }
    }
  }
}
