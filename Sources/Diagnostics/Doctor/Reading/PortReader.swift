import Glibc
import Transport

/// What kernel and udev know of the place where a pocket is docked; opens no device.
package struct PortReader: Sendable {
  private let system: SystemFolder

  /// Reads below the root of `system`.
  package init(_ system: SystemFolder = SystemFolder()) { self.system = system }

  /// A USB device by bus and ports, with the node that is opened.
  package func device(address: String, usbPort: String, node: String) -> DockedPort {
    var port = DockedPort(address: address, node: node)
    port.properties = properties("/sys/bus/usb/devices/\(usbPort)")
    fill(&port, usbPort: usbPort)
    fillNode(&port)
    return port
  }

  /// A serial line by its path, which may be a link.
  package func line(address: String, path: String, baud: Int, isBaudKnown: Bool) -> DockedPort {
    let node = system.resolved(path) ?? path
    var port = DockedPort(address: address, node: node)
    port.baud = baud
    port.isBaudKnown = isBaudKnown
    fillNode(&port)
    let name = node.split(separator: "/").last.map(String.init) ?? ""
    let place = "/sys/class/tty/\(name)"
    guard let folder = system.resolved(place + "/device") else { return port }
    port.driver =
      system.resolved(place + "/device/driver")?.split(separator: "/").last.map(String.init) ?? ""
    port.latencyMilliseconds = system.line(place + "/device/latency_timer").flatMap { Int($0) }
    let usbPort = Self.usbPort(above: folder)
    if let usbPort { port.properties = properties("/sys/bus/usb/devices/\(usbPort)") }
    // What udev says of the line itself goes before what it says of the device.
    port.properties.merge(properties(place)) { _, own in own }
    if let usbPort { fill(&port, usbPort: usbPort) }
    return port
  }

  private func fill(_ port: inout DockedPort, usbPort: String) {
    port.usbPort = usbPort
    let folder = "/sys/bus/usb/devices/\(usbPort)"
    port.powerControl = system.line(folder + "/power/control")
    port.megabits = system.line(folder + "/speed").flatMap { Double($0) }.map { Int($0) }
  }

  private func fillNode(_ port: inout DockedPort) {
    let path = system.root + port.node
    var status = stat()
    port.exists = stat(path, &status) == 0
    guard port.exists else { return }
    port.mayOpen = access(path, R_OK | W_OK) == 0
    port.group = getgrgid(status.st_gid).map { String(cString: $0.pointee.gr_name) } ?? ""
    port.isGroupAllowed = status.st_mode & 0o060 == 0o060
    port.holder = DeviceHolder.find(path: path)
  }

  /// udev's record on a device, found by the numbers of its node.
  private func properties(_ folder: String) -> [String: String] {
    guard let numbers = system.line(folder + "/dev"),
      let text = system.text("/run/udev/data/c\(numbers)")
    else { return [:] }
    var facts: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("E:") {
      let pair = line.dropFirst(2).split(separator: "=", maxSplits: 1)
      if pair.count == 2 { facts[String(pair[0])] = String(pair[1]) }
    }
    return facts
  }

  /// The last folder of the way down that is a USB device: interfaces have a colon, hubs lie above.
  static func usbPort(above folder: String) -> String? {
    folder.split(separator: "/").map(String.init).last(where: USBPlace.isPort)
  }
}
