import Foundation
package import Transport

/// iPhones: the socket of `usbmuxd`, which speaks with them over USB.
///
/// A message: length, version 1, type 8 (property list) and tag as little-endian words, then XML.
package struct USBMux: PhoneService {
  private static let headerBytes = 16
  private static let version: UInt32 = 1
  private static let propertyList: UInt32 = 8
  /// A list of thousands of phones; more is no answer of the service.
  private static let limitBytes = 1 << 20
  private static let answerMilliseconds = 5000
  /// What `Result` means; the service's own numbers.
  private static let (ok, noSuchDevice, refused) = (0, 2, 3)

  private let address: String

  /// The address as `USBMUXD_SOCKET_ADDRESS` gives it: `UNIX:path`, `host:port`, or a bare path.
  package init(address: String? = nil) {
    self.address = address ?? "/var/run/usbmuxd"
  }

  /// See `PhoneService`; phones on the network are not counted, they have no cable.
  package func phones() throws(TransportError) -> [String] {
    try plugged().map(\.name)
  }

  /// See `PhoneService`.
  package func connect(phone: String, port: UInt16) throws(TransportError) -> SocketTransport {
    guard let device = try plugged().first(where: { $0.name == phone }) else {
      throw .noSuchDevice(path: phone)
    }
    let line = try open()
    do throws(TransportError) {
      let answer = try ask(
        line, ["MessageType": "Connect", "DeviceID": device.number, "PortNumber": port.bigEndian])
      switch answer["Number"] as? Int {
      case Self.ok: return line
      case Self.noSuchDevice: throw .noSuchDevice(path: phone)
      case Self.refused: throw .noAppListens(device: phone, port: port)
      case let number: throw .phoneServiceFailed(service: "usbmuxd", answer: "\(number ?? -1)")
      }
    } catch {
      line.close()
      throw error
    }
  }

  private func plugged() throws(TransportError) -> [(number: Int, name: String)] {
    let line = try open()
    defer { line.close() }
    let answer = try ask(line, ["MessageType": "ListDevices"])
    let entries = answer["DeviceList"] as? [[String: Any]] ?? []
    return entries.compactMap { entry in
      guard let facts = entry["Properties"] as? [String: Any],
        facts["ConnectionType"] as? String ?? "USB" == "USB",
        let number = facts["DeviceID"] as? Int, let name = facts["SerialNumber"] as? String
      else { return nil }
      return (number, name)
    }
  }

  private func open() throws(TransportError) -> SocketTransport {
    let path = address.hasPrefix("UNIX:") ? String(address.dropFirst(5)) : address
    do throws(TransportError) {
      guard !path.hasPrefix("/"), let colon = path.lastIndex(of: ":"),
        let port = UInt16(path[path.index(after: colon)...])
      else { return try SocketTransport(path: path) }
      return try SocketTransport(
        host: String(path[..<colon]), port: port, timeoutMilliseconds: Self.answerMilliseconds)
    } catch {
      switch error {
      case .noSuchDevice, .connectFailed: throw .noPhoneService("usbmuxd")
      default: throw error
      }
    }
  }

  private func ask(
    _ line: SocketTransport, _ question: [String: Any]
  ) throws(TransportError) -> [String: Any] {
    let deadline = Deadline(milliseconds: Self.answerMilliseconds)
    var named = question
    named["ClientVersionString"] = "pocket-sync"
    named["ProgName"] = "pocket-sync"
    named["kLibUSBMuxVersion"] = 3
    guard
      let body = try? PropertyListSerialization.data(
        fromPropertyList: named, format: .xml, options: 0)
    else { preconditionFailure("a question that is no property list: \(question)") }
    let words = [UInt32(Self.headerBytes + body.count), Self.version, Self.propertyList, 1]
    let header = words.flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
    }
    try line.write(header + body, by: deadline)
    let head = try line.read(Self.headerBytes, by: deadline)
    let length = (0..<4).reduce(0) { $0 | Int(head[$1]) << (8 * $1) }
    guard (Self.headerBytes...Self.limitBytes).contains(length) else {
      throw .phoneServiceFailed(service: "usbmuxd", answer: "\(length) bytes")
    }
    let answer = try line.read(length - Self.headerBytes, by: deadline)
    let list = try? PropertyListSerialization.propertyList(from: Data(answer), format: nil)
    guard let list = list as? [String: Any] else {
      throw .phoneServiceFailed(service: "usbmuxd", answer: "\(answer.count) bytes")
    }
    return list
  }
}
