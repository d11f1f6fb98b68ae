import Glibc
import Transport

/// What kernel and udev know of the place where a pocket is docked; opens no device.
package struct PortReader: Sendable {
  private static let terminals = "/sys/class/tty"
  private static let clocksPerBit = 16
  /// 8250, 16450, 16550 and 16550A: none of them is faster than its clock.
  private static let plainTypes = 1...4
  /// `UPF_MAGIC_MULTIPLIER`.
  private static let multiplierFlag = 1 << 16

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
    let place = "\(Self.terminals)/\(name)"
    fillLine(&port, name: name, place: place)
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

  /// What the kernel tells of a terminal that nobody has to open for it.
  private func fillLine(_ port: inout DockedPort, name: String, place: String) {
    let isPseudo = port.node.hasPrefix("/dev/pts/")
    port.isTerminal = isPseudo || !system.exists(Self.terminals) || system.exists(place)
    // Ports of the PC itself: type 0 is a name without a port, a sixteenth of the clock its limit.
    let type = system.line(place + "/type").flatMap { Int($0) }
    port.hasHardware = type != 0
    if let type, Self.plainTypes.contains(type), !isMultiplied(place) {
      port.baudMaximum = system.line(place + "/uartclk").flatMap { Int($0) }
        .flatMap { $0 > 0 ? $0 / Self.clocksPerBit : nil }
    }
    let consoles = system.line(Self.terminals + "/console/active") ?? ""
    port.isConsole = consoles.split(separator: " ").contains(Substring(name))
  }

  /// Some ports of PCs run at a multiple of what their clock allows.
  private func isMultiplied(_ place: String) -> Bool {
    guard let flags = system.line(place + "/flags"), flags.hasPrefix("0x") else { return false }
    return Int(flags.dropFirst(2), radix: 16).map { $0 & Self.multiplierFlag != 0 } ?? false
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
