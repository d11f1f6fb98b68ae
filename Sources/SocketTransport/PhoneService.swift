package import Transport

/// A service of this PC that holds the cables to phones and passes on connections to their apps.
package protocol PhoneService {
  /// The phones that are plugged in, as the service names them.
  func phones() throws(TransportError) -> [String]
  /// A line to the app that listens on a port of the phone.
  func connect(phone: String, port: UInt16) throws(TransportError) -> SocketTransport
}

extension PhoneService {
  /// A line to the phone of that name, or to the only one there is; none is ever guessed.
  package func connect(only name: String?, port: UInt16) throws(TransportError) -> SocketTransport {
    let phones = try phones()
    if let name {
      guard phones.contains(name) else { throw .noSuchDevice(path: name) }
      return try connect(phone: name, port: port)
    }
    guard let phone = phones.first else { throw .noSuchDevice(path: "") }
    guard phones.count == 1 else { throw .severalDevices(phones) }
    return try connect(phone: phone, port: port)
  }
}
