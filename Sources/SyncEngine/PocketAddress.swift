package import Link
package import Transport

/// Where a pocket is docked.
package enum PocketAddress: Sendable, Hashable {
  /// A serial line: the path of the terminal and its rate.
  case serial(path: String, baud: Int)
  /// A pocket on the network.
  case tcp(host: String, port: UInt16)
  /// A pocket behind bulk endpoints, or a phone that is in accessory mode already.
  case usb(USBPlace)
  /// A phone that is to be asked for accessory mode; nil for the only one of a known maker.
  case accessory(USBPlace?)
  /// The app of an iPhone, through usbmuxd; nil for the only one that is plugged in.
  case iphone(String?)
  /// The app of an Android phone with debugging on, through adb; nil as for iPhones.
  case adb(String?)

  /// The rate of a serial line where none is named.
  package static let defaultBaud = 115_200

  /// Where the app on a phone listens.
  package static let appPort: UInt16 = 47_411

  /// Reads `/dev/ttyUSB0@9600`, `tcp:host:port`, `usb:1-2`, `usb:SERIAL`, `accessory[:1-2]`,
  /// `iphone[:UDID]`, `adb[:SERIAL]`; else nil.
  package init?(_ text: String) {
    if USBPlace.isNode(text) {
      self = .usb(.node(text))
      return
    }
    if text.hasPrefix("/") {
      self.init(line: text)
      return
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts.count == 2 ? String(parts[1]) : nil
    switch (parts.first, rest) {
    case ("tcp", let rest?): self.init(network: rest)
    case ("usb", let rest?):
      guard let place = USBPlace(rest) else { return nil }
      self = .usb(place)
    case ("accessory", nil): self = .accessory(nil)
    case ("accessory", let rest?):
      guard let place = USBPlace(rest) else { return nil }
      self = .accessory(place)
    // A phone's name is a serial number, as those of USB.
    case ("iphone", let rest) where rest.map { USBPlace($0) != nil } ?? true: self = .iphone(rest)
    case ("adb", let rest) where rest.map { USBPlace($0) != nil } ?? true: self = .adb(rest)
    default: return nil
    }
  }

  private init?(line text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      self = .serial(path: text, baud: Self.defaultBaud)
      return
    }
    guard let baud = Int(parts[1]), baud > 0 else { return nil }
    self = .serial(path: String(parts[0]), baud: baud)
  }

  private init?(network text: String) {
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      let port = UInt16(text[text.index(after: colon)...]), port > 0
    else { return nil }
    self = .tcp(host: String(text[..<colon]), port: port)
  }

  /// How frames stand on this kind of line.
  package var form: LinkForm {
    switch self {
    case .serial: .serial
    case .tcp, .usb, .accessory, .iphone, .adb: .bulk
    }
  }

  /// Whether a USB cable leads there, and its descriptors are part of the protocol.
  package var isUSB: Bool {
    switch self {
    case .usb, .accessory: true
    case .serial, .tcp, .iphone, .adb: false
    }
  }

  /// As `init` reads it.
  package var text: String {
    switch self {
    case .serial(let path, Self.defaultBaud): path
    case .serial(let path, let baud): "\(path)@\(baud)"
    case .tcp(let host, let port): "tcp:\(host):\(port)"
    case .usb(.node(let path)): path
    case .usb(let place): "usb:\(place.text)"
    case .accessory(let place): place.map { "accessory:\($0.text)" } ?? "accessory"
    case .iphone(let name): name.map { "iphone:\($0)" } ?? "iphone"
    case .adb(let name): name.map { "adb:\($0)" } ?? "adb"
    }
  }
}
