import Glibc
import Transport

/// The kernel's list of USB devices; looking at it opens none of them.
package struct DeviceList: Sendable {
  private let devices: String
  private let marks: String
  private let nodes: String

  /// A PC has a few dozen.
  package static let maximumDevices = 1024
  /// A string of USB in UTF-8, and then some.
  private static let maximumTextBytes = 512
  /// udev writes some lines a device.
  private static let maximumMarkBytes = 1 << 16

  /// The list of this PC, or one of the same form under other folders.
  package init(
    devices: String = "/sys/bus/usb/devices", marks: String = "/run/udev/data",
    nodes: String = "/dev/bus/usb"
  ) {
    self.devices = devices
    self.marks = marks
    self.nodes = nodes
  }

  /// Every device that is plugged in now, hubs too; one that leaves meanwhile is left out.
  package func read() -> [USBDevice] {
    Folder.names(in: devices, limit: Self.maximumDevices).filter(USBPlace.isPort).sorted()
      .compactMap(device)
  }

  private func device(_ port: String) -> USBDevice? {
    let folder = "\(devices)/\(port)"
    guard let vendor = text("\(folder)/idVendor").flatMap({ UInt16($0, radix: 16) }),
      let product = text("\(folder)/idProduct").flatMap({ UInt16($0, radix: 16) }),
      let bus = text("\(folder)/busnum").flatMap({ UInt16($0) }),
      let number = text("\(folder)/devnum").flatMap({ UInt16($0) }),
      let descriptors = Folder.read(
        "\(folder)/descriptors", limitBytes: DeviceDescriptors.maximumBytes)
    else { return nil }
    return USBDevice(
      port: port, node: "\(nodes)/\(padded(bus))/\(padded(number))", vendor: vendor,
      productNumber: product, product: text("\(folder)/product").map(printable),
      serial: text("\(folder)/serial").flatMap(typed),
      configuration: text("\(folder)/bConfigurationValue").flatMap { UInt8($0) },
      isMarked: isMarked(text("\(folder)/dev")), descriptors: descriptors)
  }

  private func text(_ path: String) -> String? {
    guard let bytes = Folder.read(path, limitBytes: Self.maximumTextBytes) else { return nil }
    return String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
  }

  /// udev keeps what its rules say about a device under the numbers of its node.
  private func isMarked(_ numbers: String?) -> Bool {
    guard let numbers, numbers.utf8.allSatisfy({ $0 == 0x3A || (0x30...0x39).contains($0) }),
      let bytes = Folder.read("\(marks)/c\(numbers)", limitBytes: Self.maximumMarkBytes)
    else { return false }
    return bytes.split(separator: 10).contains { $0.elementsEqual("E:POCKET_SYNC=1".utf8) }
  }

  private func padded(_ number: UInt16) -> String {
    String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
  }

  /// What a device says of itself may hold anything, also what a terminal would obey.
  private func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }

  private func typed(_ text: String) -> String? {
    guard case .serial(let serial) = USBPlace(text) else { return nil }
    return serial
  }
}

/// Small files of the system.
private enum Folder {
  static func names(in folder: String, limit: Int) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while names.count < limit, let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }

  /// The whole file; nil where it cannot be read. What lies behind the limit stays unread.
  static func read(_ path: String, limitBytes: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return DescriptorFile.read(file, limitBytes: limitBytes)
  }
}

/// Reads a file that tells its size only by its end.
enum DescriptorFile {
  private static let stepBytes = 4096

  static func read(_ file: Int32, limitBytes: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < limitBytes {
      let step = min(stepBytes, limitBytes - bytes.count)
      var got = 0
      let piece = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
        got = Glibc.read(file, buffer.baseAddress, step)
        count = max(got, 0)
      }
      guard got >= 0 else { return nil }
      if got == 0 { break }
      bytes += piece
    }
    return bytes
  }
}
