import Diagnostics
import Foundation
import SyncEngine
import Transport
import USBTransport

/// Where on USB a pocket's line is, for who watches the bus.
enum USBAddress {
  private static let devices = "/sys/bus/usb/devices"

  /// Nil for a line that is none on USB, or whose device is not there.
  ///
  /// A phone that becomes an accessory is another device then: only what it was before is watched.
  static func of(_ address: PocketAddress) -> USBDeviceNumber? {
    switch address {
    case .serial(let path, _):
      let name = URL(filePath: path).resolvingSymlinksInPath().lastPathComponent
      return above(URL(filePath: "/sys/class/tty/\(name)/device").resolvingSymlinksInPath())
    case .usb(let place), .accessory(let place?): return of(place)
    case .accessory(nil), .tcp, .iphone, .adb: return nil
    }
  }

  private static func of(_ place: USBPlace) -> USBDeviceNumber? {
    switch place {
    case .port(let port): return at(URL(filePath: "\(devices)/\(port)"))
    case .serial(let serial):
      let port = DeviceList().read().first { $0.serial == serial }?.port
      return port.flatMap { at(URL(filePath: "\(devices)/\($0)")) }
    case .node(let path):
      let numbers = path.split(separator: "/").suffix(2).compactMap { Int($0) }
      return numbers.count == 2 ? USBDeviceNumber(bus: numbers[0], device: numbers[1]) : nil
    }
  }

  /// The device whose interface this folder is.
  private static func above(_ folder: URL) -> USBDeviceNumber? {
    var folder = folder
    while folder.pathComponents.count > 2 {
      if let found = at(folder) { return found }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  private static func at(_ folder: URL) -> USBDeviceNumber? {
    func number(_ name: String) -> Int? {
      let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    guard let bus = number("busnum"), let device = number("devnum") else { return nil }
    return USBDeviceNumber(bus: bus, device: device)
  }
}
