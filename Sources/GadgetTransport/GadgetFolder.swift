import Glibc
import Transport

/// A gadget in configfs, as far as a phone that changes its face needs it.
struct GadgetFolder: Sendable {
  let path: String
  private static let maximumBytes = 256
  private static let tryAgainMicroseconds: UInt32 = 20_000

  /// The controller that the gadget is plugged into; empty where it is not.
  func controller() throws(TransportError) -> String {
    let file = open(path + "/UDC", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw error() }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Self.maximumBytes)
    let count = read(file, &bytes, bytes.count)
    guard count >= 0 else { throw error() }
    return String(decoding: bytes.prefix(count).prefix { $0 > 0x20 }, as: UTF8.self)
  }

  /// Says who the gadget is when it is next plugged in.
  func identify(vendor: UInt16, product: UInt16) throws(TransportError) {
    try write("0x" + String(vendor, radix: 16), to: "/idVendor")
    try write("0x" + String(product, radix: 16), to: "/idProduct")
  }

  /// Plugs the gadget in; a controller that it has just left may need a moment.
  func plug(into controller: String, timeoutMilliseconds: Int) throws(TransportError) {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    while true {
      do throws(TransportError) {
        return try write(controller, to: "/UDC")
      } catch {
        // Somebody else may have been quicker.
        if try self.controller() == controller { return }
        if deadline.isOver { throw error }
        usleep(Self.tryAgainMicroseconds)
      }
    }
  }

  private func write(_ text: String, to name: String) throws(TransportError) {
    let file = open(path + name, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw error() }
    defer { close(file) }
    let line = Array((text + "\n").utf8)
    guard Glibc.write(file, line, line.count) == line.count else { throw error() }
  }

  private func error() -> TransportError {
    switch errno {
    case EACCES, EPERM: .permissionDenied(path: path)
    case ENOENT: .noSuchDevice(path: path)
    case let code: .system(call: "configfs", errno: code)
    }
  }
}
