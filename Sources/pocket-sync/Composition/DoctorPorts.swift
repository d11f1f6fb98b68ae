import Diagnostics
import Foundation
import SerialTransport
import SyncEngine
import Transport
import USBTransport

/// Where pockets are docked or expected, as the doctor looks at it: no device is opened.
enum DoctorPorts {
  /// The docks named here or by the configuration; else those that a sync would find.
  static func read(named: [String]) throws -> [DockedPort] {
    let texts = named.isEmpty ? (try? Configuration.load())?.pockets ?? [] : named
    let addresses = try texts.map { text in
      guard let address = PocketAddress(text) else {
        throw Stop(.usage(.unreadableAddress(text)))
      }
      return address
    }
    return (addresses.isEmpty ? Docks.discover() : addresses).compactMap(port)
  }

  /// Nil for a pocket that is not behind a device of this PC, and for a phone's own services.
  private static func port(_ address: PocketAddress) -> DockedPort? {
    let reader = PortReader()
    switch address {
    case .serial(let path, let baud):
      return reader.line(
        address: address.text, path: path, baud: baud,
        isBaudKnown: SerialTransport.knows(baud: baud))
    case .usb(let place), .accessory(let place?):
      guard let device = try? USBChoice.device(at: place, among: DeviceList().read()) else {
        var port = DockedPort(address: address.text, node: place.text)
        port.exists = false
        return port
      }
      return reader.device(address: address.text, usbPort: device.port, node: device.node)
    case .accessory(nil), .tcp, .iphone, .adb: return nil
    }
  }
}
