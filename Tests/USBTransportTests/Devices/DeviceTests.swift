import Foundation
import Testing
import Transport
import USBTransport

/// Folders of the form that the kernel and udev give theirs.
private struct Tree {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("usb-\(UUID())")
    for folder in ["devices", "marks"] {
      try FileManager.default.createDirectory(
        at: root.appendingPathComponent(folder), withIntermediateDirectories: true)
    }
  }

  var list: DeviceList {
    DeviceList(
      devices: root.path + "/devices", marks: root.path + "/marks", nodes: "/dev/bus/usb")
  }

  func plug(
    _ port: String, number: Int, product: String? = "Pocket", serial: String? = "LAB1",
    ids: String = "1d6b:0104", descriptors: [UInt8] = Sample.pocket, mark: String? = nil
  ) throws {
    let folder = root.appendingPathComponent("devices/\(port)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ name: String, _ text: String?) throws {
      guard let text else { return }
      try Data((text + "\n").utf8).write(to: folder.appendingPathComponent(name))
    }
    try write("idVendor", String(ids.prefix(4)))
    try write("idProduct", String(ids.suffix(4)))
    try write("busnum", "1")
    try write("devnum", "\(number)")
    try write("bConfigurationValue", "1")
    try write("dev", "189:\(number - 1)")
    try write("product", product)
    try write("serial", serial)
    try Data(descriptors).write(to: folder.appendingPathComponent("descriptors"))
    if let mark {
      try Data(mark.utf8).write(to: root.appendingPathComponent("marks/c189:\(number - 1)"))
    }
  }

  func remove() { try? FileManager.default.removeItem(at: root) }
}

struct DeviceTests {
  private func failure(_ place: USBPlace, _ devices: [USBDevice]) -> TransportError? {
    do throws(TransportError) {
      _ = try USBChoice.device(at: place, among: devices)
      return nil
    } catch { return error }
  }

  @Test func `a pocket is listed with its place, node, name and serial number`() throws {
    let tree = try Tree()
    defer { tree.remove() }
    try tree.plug("1-2.4", number: 7)
    try tree.plug("1-2.4:1.0", number: 8)
    try tree.plug("usb1", number: 1)
    let devices = tree.list.read()
    #expect(devices.map(\.port) == ["1-2.4"])
    #expect(devices.first?.node == "/dev/bus/usb/001/007")
    #expect(devices.first?.product == "Pocket")
    #expect(devices.first?.serial == "LAB1")
    #expect(USBChoice.pockets(among: devices) == devices)
  }

  @Test func `only what its numbers, its name or udev call a pocket is one`() throws {
    let tree = try Tree()
    defer { tree.remove() }
    try tree.plug("1-1", number: 2, product: "Other gadget")
    try tree.plug("1-2", number: 3, product: "Other gadget", mark: "S:x\nE:POCKET_SYNC=1\n")
    try tree.plug("1-3", number: 4, product: "Other gadget", mark: "E:POCKET_SYNC=10\n")
    try tree.plug("1-4", number: 5, ids: "1234:0104")
    try tree.plug("1-5", number: 6, descriptors: Array(Sample.pocket.dropLast()))
    let devices = tree.list.read()
    #expect(devices.count == 5)
    #expect(USBChoice.pockets(among: devices).map(\.port) == ["1-2"])
  }

  @Test func `a phone counts in accessory mode only, and only with Google's numbers`() throws {
    let face = [
      Sample.interface(kind: [0xFF, 0xFF, 0]), Sample.endpoint(0x81), Sample.endpoint(0x01),
    ]
    let tree = try Tree()
    defer { tree.remove() }
    for (port, ids) in [("1-1", "18d1:2d00"), ("1-2", "18d1:4ee1"), ("1-3", "04e8:6860")] {
      let numbers = ids.split(separator: ":").compactMap { UInt16($0, radix: 16) }
      try tree.plug(
        port, number: Int(port.suffix(1))! + 1, ids: ids,
        descriptors: Sample.device(vendor: numbers[0], product: numbers[1])
          + Sample.configuration(face))
    }
    #expect(USBChoice.pockets(among: tree.list.read()).map(\.port) == ["1-1"])
  }

  @Test func `what a device calls itself cannot talk to the terminal`() throws {
    let tree = try Tree()
    defer { tree.remove() }
    try tree.plug("1-1", number: 2, product: "Pocket\u{1B}[2J", serial: "A\u{7}B")
    let device = try #require(tree.list.read().first)
    #expect(device.product == "Pocket[2J")
    #expect(device.serial == nil)
    try tree.plug("1-1", number: 2, product: String(repeating: "P", count: 100_000))
    #expect(tree.list.read().first?.product?.count == 512)
  }

  @Test func `of several devices none is guessed`() throws {
    let one = USBDevice(
      port: "1-1", node: "/dev/bus/usb/001/002", vendor: 1, productNumber: 2, serial: "LAB1")
    let twin = USBDevice(
      port: "1-2", node: "/dev/bus/usb/001/003", vendor: 1, productNumber: 2, serial: "LAB1")
    #expect(failure(.serial("LAB1"), [one, twin]) == .severalDevices(["1-1", "1-2"]))
    #expect(failure(.serial("LAB2"), [one, twin]) == .noSuchDevice(path: "LAB2"))
    #expect(try USBChoice.device(at: .port("1-2"), among: [one, twin]) == twin)
    #expect(try USBChoice.device(at: .node("/dev/bus/usb/001/003"), among: [one, twin]) == twin)
    #expect(try USBChoice.device(at: .serial("LAB1"), among: [one]) == one)
  }

  @Test func `a PC without USB has no devices`() {
    #expect(DeviceList(devices: "/nowhere/at/all").read().isEmpty)
  }
}
