import Foundation
import SerialTransport
import SocketTransport
import SyncEngine
import Transport
import USBTransport

/// Finds and opens the lines to pockets: the only place that knows the real transports.
enum Docks {
  private static let connectMilliseconds = 10_000

  /// Opens the line to a pocket.
  static func connect(_ address: PocketAddress) throws(TransportError) -> any Transport {
    switch address {
    case .serial(let path, let baud): try SerialTransport(path: path, baud: baud)
    case .tcp(let host, let port):
      try SocketTransport(host: host, port: port, timeoutMilliseconds: connectMilliseconds)
    case .usb(let place): try USBTransport(place)
    case .accessory(let place): try USBTransport(accessory: place)
    case .iphone(let name): try usbmux.connect(only: name, port: PocketAddress.appPort)
    case .adb(let name): try adb.connect(only: name, port: PocketAddress.appPort)
    }
  }

  /// The services' own variables say where they listen, as for every program that uses them.
  private static var usbmux: USBMux {
    USBMux(address: ProcessInfo.processInfo.environment["USBMUXD_SOCKET_ADDRESS"])
  }

  private static var adb: ADBServer {
    let port = ProcessInfo.processInfo.environment["ANDROID_ADB_SERVER_PORT"].flatMap(UInt16.init)
    return ADBServer(port: port ?? ADBServer.usualPort)
  }

  /// Where a pocket may be: on USB, and at serial lines; ours by name first, else every USB line.
  static func discover() -> [PocketAddress] {
    // A phone that only charges is left alone: accessory mode, usbmuxd and adb are for who asks.
    let pockets = USBChoice.pockets(among: DeviceList().read()).map(\.port)
    let named = entries("/dev/pocket", prefix: "")
    let lines =
      named.isEmpty ? entries("/dev", prefix: "ttyACM") + entries("/dev", prefix: "ttyUSB") : named
    let others = lines.filter { line in !pockets.contains { isLine(line, of: $0) } }
    return pockets.map { .usb(.port($0)) }
      + others.map { .serial(path: $0, baud: PocketAddress.defaultBaud) }
  }

  /// Whether a serial line is a second interface of a USB device, which is one pocket still.
  private static func isLine(_ path: String, of port: String) -> Bool {
    let name = URL(fileURLWithPath: path).resolvingSymlinksInPath().lastPathComponent
    let device = URL(fileURLWithPath: "/sys/class/tty/\(name)/device")
    return device.resolvingSymlinksInPath().pathComponents.contains(port)
  }

  private static func entries(_ folder: String, prefix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted().map { folder + "/" + $0 }
  }
}
