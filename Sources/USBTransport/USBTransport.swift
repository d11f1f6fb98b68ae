package import Transport

/// A pocket or a phone in accessory mode behind a pair of bulk endpoints.
package final class USBTransport: Transport {
  private let line: BulkLine
  /// The device as the system lists it.
  package let device: USBDevice

  /// Opens the pocket at a place: what stands there must describe itself as one.
  package convenience init(
    _ place: USBPlace, in list: DeviceList = DeviceList()
  ) throws(TransportError) {
    try self.init(USBChoice.device(at: place, among: list.read()))
  }

  /// Asks a phone for accessory mode and opens it; without a place the only phone of a known maker.
  package convenience init(
    accessory place: USBPlace?, as identity: AccessoryIdentity = .pocketSync,
    in list: DeviceList = DeviceList()
  ) throws(TransportError) {
    let phone = try PhoneChoice.phone(at: place, among: list.read())
    try self.init(AccessorySwitch.run(phone, as: identity, in: list))
  }

  /// Opens a device from the list for this program alone.
  package init(_ device: USBDevice) throws(TransportError) {
    let kind = device.isAccessory ? InterfaceKind.accessory : .pocket
    // What is no pocket is not even opened.
    _ = try Self.sound(device.node) { () throws(DescriptorFault) in try device.interface(kind) }
    let events = try EventThread()
    do throws(TransportError) {
      line = try Self.open(device, kind, events)
    } catch {
      events.stop()
      throw error
    }
    self.device = device
    do throws(TransportError) {
      try line.start()
      try line.dropStale()
    } catch {
      line.close()
      throw error
    }
  }

  deinit { close() }

  private static func open(
    _ device: USBDevice, _ kind: InterfaceKind, _ events: EventThread
  ) throws(TransportError) -> BulkLine {
    let handle = try DeviceHandle(device, on: events)
    do throws(TransportError) {
      // The list is a moment old: what is claimed is what the open device says.
      let bytes = try handle.descriptors()
      let bulk = try sound(device.node) { () throws(DescriptorFault) in
        guard let configuration = device.configuration else { throw .noConfiguration(0) }
        return try BulkInterface(
          of: kind, in: DeviceDescriptors(bytes, configuration: configuration))
      }
      try handle.claim(bulk.number)
      return BulkLine(over: bulk, of: handle, on: events)
    } catch {
      handle.close()
      throw error
    }
  }

  private static func sound<T>(
    _ node: String, _ body: () throws(DescriptorFault) -> T
  ) throws(TransportError) -> T {
    do throws(DescriptorFault) { return try body() } catch {
      // A colon would be read as a sentence's.
      throw .badDescriptors(path: node, fault: "\(error)".replacing(":", with: " ="))
    }
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try line.receive(maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package func receiveOrRoom(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try line.receive(
      maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds, orRoom: true)
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    try line.send(bytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package var backlogBytes: Int { line.backlogBytes }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { nil }

  /// See `Transport`.
  package func interrupt() { line.interrupt() }

  /// See `Transport`.
  package func close() { line.close() }
}
