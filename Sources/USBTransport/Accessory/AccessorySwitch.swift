import CUSB
import Transport

/// Asks a phone for accessory mode and waits until it is back.
enum AccessorySwitch {
  private static let requestMilliseconds: UInt32 = 1000
  private static let returnMilliseconds = 15_000
  /// A look at the list without an arrival, for where udev tells nothing.
  private static let lookMilliseconds = 250

  /// The device to open: the phone itself where it is in accessory mode already.
  static func run(
    _ phone: USBDevice, as identity: AccessoryIdentity, in list: DeviceList
  ) throws(TransportError) -> USBDevice {
    if phone.isAccessory { return phone }
    let events = try EventThread()
    // Before the phone leaves, so that its return cannot be missed.
    let arrivals = Arrivals(on: events)
    defer {
      arrivals.end()
      events.stop()
      // Its callback may have been under way until the thread ended.
      withExtendedLifetime(arrivals) {}
    }
    try ask(phone, as: identity, on: events)
    return try awaitReturn(phone, in: list, arrivals)
  }

  private static func ask(
    _ phone: USBDevice, as identity: AccessoryIdentity, on events: EventThread
  ) throws(TransportError) {
    let handle = try DeviceHandle(phone, on: events)
    defer { handle.close() }
    let answer: [UInt8]
    do throws(TransportError) {
      answer = try handle.control(.version, timeoutMilliseconds: requestMilliseconds)
    } catch {
      throw error == .closed ? error : .noAccessoryMode(path: phone.node)
    }
    guard AccessoryRequest.isOffered(answer) else { throw .noAccessoryMode(path: phone.node) }
    for request in AccessoryRequest.introduction(of: identity) {
      _ = try handle.control(request, timeoutMilliseconds: requestMilliseconds)
    }
    do throws(TransportError) {
      _ = try handle.control(.start, timeoutMilliseconds: requestMilliseconds)
    } catch {
      // Some are gone before they have said yes.
    }
  }

  private static func awaitReturn(
    _ phone: USBDevice, in list: DeviceList, _ arrivals: Arrivals
  ) throws(TransportError) -> USBDevice {
    let deadline = Deadline(milliseconds: returnMilliseconds)
    while true {
      let seen = arrivals.count
      if let device = PhoneChoice.returned(phone, among: list.read()) { return device }
      guard !deadline.isOver else {
        throw .accessoryStayedAway(path: phone.node, milliseconds: returnMilliseconds)
      }
      arrivals.wait(
        after: seen, milliseconds: min(lookMilliseconds, deadline.millisecondsLeft))
    }
  }
}

extension DeviceHandle {
  /// Sends a request to the device as a whole; what came back where it asks for something.
  fileprivate func control(
    _ request: AccessoryRequest, timeoutMilliseconds: UInt32
  ) throws(TransportError) -> [UInt8] {
    let isQuestion = request.type & UInt8(LIBUSB_ENDPOINT_IN.rawValue) != 0
    var data = isQuestion ? [0, 0] : request.data
    let code = data.withUnsafeMutableBufferPointer { buffer in
      libusb_control_transfer(
        pointer, request.type, request.request, 0, request.index, buffer.baseAddress,
        UInt16(buffer.count), timeoutMilliseconds)
    }
    guard code >= 0 else { throw USBCall.fault("libusb_control_transfer", code) }
    return isQuestion ? Array(data.prefix(Int(code))) : []
  }
}
