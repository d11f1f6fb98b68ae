import CUSB
import Glibc
import Transport

/// An open device: its node's file and libusb's handle around it.
/// Safe to share: libusb takes calls from any thread, and `close` comes after the last of them.
final class DeviceHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  let node: String
  private let file: Int32
  private var claimed: Int32?

  /// Opens the node and hands it to libusb, which neither looks for it nor parses it.
  init(_ device: USBDevice, on events: EventThread) throws(TransportError) {
    node = device.node
    file = try DeviceNode.open(device.node)
    var handle: OpaquePointer?
    let code = libusb_wrap_sys_device(events.context, Int(file), &handle)
    guard code == 0, let handle else {
      Glibc.close(file)
      throw USBCall.fault("libusb_wrap_sys_device", code)
    }
    pointer = handle
  }

  /// The descriptors of the very device that is open, as it sent them.
  func descriptors() throws(TransportError) -> [UInt8] {
    guard lseek(file, 0, SEEK_SET) == 0,
      let bytes = DescriptorFile.read(file, limitBytes: DeviceDescriptors.maximumBytes + 1)
    else {
      throw errno == ENODEV ? .closed : .system(call: "read", errno: errno)
    }
    return bytes
  }

  /// Takes the interface for this program alone; a driver of the kernel makes room.
  func claim(_ interface: UInt8) throws(TransportError) {
    _ = libusb_set_auto_detach_kernel_driver(pointer, 1)
    let code = libusb_claim_interface(pointer, Int32(interface))
    switch code {
    case 0: claimed = Int32(interface)
    case LIBUSB_ERROR_BUSY.rawValue:
      throw .busy(path: node, holder: DeviceHolder.find(path: node, besides: file))
    default: throw USBCall.fault("libusb_claim_interface", code)
    }
  }

  /// Gives everything back; no transfer is under way any more.
  func close() {
    if let claimed { libusb_release_interface(pointer, claimed) }
    libusb_close(pointer)
    Glibc.close(file)
  }
}
