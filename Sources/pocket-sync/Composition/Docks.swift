import Foundation
import SerialTransport
import SocketTransport
import SyncEngine
import Transport

/// Finds and opens the lines to pockets: the only place that knows the real transports.
enum Docks {
  private static let connectMilliseconds = 10_000

  /// Opens the line to a pocket.
  static func connect(_ address: PocketAddress) throws(TransportError) -> any Transport {
    switch address {
    case .serial(let path, let baud): try SerialTransport(path: path, baud: baud)
    case .tcp(let host, let port):
      try SocketTransport(host: host, port: port, timeoutMilliseconds: connectMilliseconds)
    }
  }

  /// The serial lines of this PC where a pocket may be; ours by name first, else every USB line.
  static func discover() -> [PocketAddress] {
    let named = entries("/dev/pocket", prefix: "")
    let lines =
      named.isEmpty ? entries("/dev", prefix: "ttyACM") + entries("/dev", prefix: "ttyUSB") : named
    return lines.map { .serial(path: $0, baud: PocketAddress.defaultBaud) }
  }

  private static func entries(_ folder: String, prefix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted().map { folder + "/" + $0 }
  }
}
