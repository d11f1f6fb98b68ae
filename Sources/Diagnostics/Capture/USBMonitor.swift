import Foundation
import Synchronization

/// Where a device is on a USB bus.
package struct USBDeviceNumber: Sendable, Hashable {
  /// The bus, from 1.
  package var bus: Int
  /// The device's number on it; it changes with each plug.
  package var device: Int

  /// Takes both as they stand.
  package init(bus: Int, device: Int) {
    self.bus = bus
    self.device = device
  }
}

/// Why what passes on a bus cannot be kept; facts only.
package enum USBMonitorError: Error, Sendable, Hashable {
  /// The kernel's file cannot be opened.
  case monitor(path: String, errno: Int32)
  /// The capture cannot be written.
  case file(path: String, call: String, errno: Int32)
}

/// Keeps what passes between this PC and one USB device, as the kernel's usbmon tells it.
///
/// Only that device's packets are kept: a keyboard may be on the same bus.
package final class USBMonitor: Sendable {
  /// The kernel's head of each packet, as `LINKTYPE_USB_LINUX_MMAPPED` has it.
  static let headBytes = 64
  /// More of one packet's data is not kept; its head tells how much there was.
  static let dataMaximumBytes = 1 << 18
  private static let pollMilliseconds: Int32 = 100

  private let device: USBDeviceNumber
  private let bus: Int32
  private let file: Int32
  private let path: String
  private let state = Mutex(State())
  private let done = DispatchSemaphore(value: 0)

  private struct State {
    var isOver = false
    var packets = 0
    var fault: USBMonitorError?
  }

  /// Makes the file, which must not exist yet, and keeps packets in it from now on.
  package init(
    _ device: USBDeviceNumber, to path: String, program: String
  ) throws(USBMonitorError) {
    let monitor = "/dev/usbmon\(device.bus)"
    let opened = open(monitor, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw .monitor(path: monitor, errno: errno) }
    let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard made >= 0 else {
      let reason = errno
      close(opened)
      throw .file(path: path, call: "open", errno: reason)
    }
    (self.device, bus, file, self.path) = (device, opened, made, path)
    var capture = PcapngFile(.usb, program: program, interface: monitor)
    write(capture.takeBytes())
    Thread.detachNewThread { self.run() }
  }

  /// Ends the capture; how many packets it has.
  package func finish() throws(USBMonitorError) -> Int {
    state.withLock { $0.isOver = true }
    done.wait()
    close(bus)
    close(file)
    let (packets, fault) = state.withLock { ($0.packets, $0.fault) }
    if let fault { throw fault }
    return packets
  }

  private func run() {
    // One capture a run: its head was written by `init`.
    var capture = PcapngFile(.usb, program: "", interface: "")
    _ = capture.takeBytes()
    var data = [UInt8](repeating: 0, count: Self.dataMaximumBytes)
    while true {
      // Read once more after the end: what passed before it is in the kernel's buffer.
      let isOver = state.withLock { $0.isOver }
      while let packet = next(&data) {
        guard packet.device == device else { continue }
        capture.add(
          packet.bytes, microseconds: packet.microseconds, originalBytes: packet.originalBytes)
        write(capture.takeBytes())
        state.withLock { $0.packets += 1 }
      }
      if isOver { break }
      var wait = pollfd(fd: bus, events: Int16(POLLIN), revents: 0)
      _ = poll(&wait, 1, Self.pollMilliseconds)
    }
    done.signal()
  }

  private func next(_ data: inout [UInt8]) -> USBPacket? {
    var head = [UInt8](repeating: 0, count: Self.headBytes)
    let result = head.withUnsafeMutableBytes { head in
      data.withUnsafeMutableBytes { data in
        var get = MonitorGet(
          head: head.baseAddress, data: data.baseAddress, capacity: data.count)
        return ioctl(bus, MonitorGet.request, &get)
      }
    }
    guard result == 0 else { return nil }
    return USBPacket(head: head, data: data)
  }

  private func write(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress! + written, bytes.count - written)
      }
      if result < 0, errno != EINTR {
        let fault = USBMonitorError.file(path: path, call: "write", errno: errno)
        return state.withLock { $0.fault = $0.fault ?? fault }
      }
      written += max(result, 0)
    }
  }
}

/// `struct mon_get_arg`, and the request that fills it (`MON_IOCX_GETX`, `_IOW(0x92, 10, …)`).
private struct MonitorGet {
  var head: UnsafeMutableRawPointer?
  var data: UnsafeMutableRawPointer?
  var capacity: Int

  static var request: UInt {
    UInt(1) << 30 | UInt(MemoryLayout<MonitorGet>.size) << 16 | 0x92 << 8 | 10
  }
}

/// One packet as usbmon gives it.
struct USBPacket {
  /// Head and data, as much of it as was kept.
  let bytes: [UInt8]
  let device: USBDeviceNumber
  let microseconds: UInt64
  /// Head and all of the data that passed.
  let originalBytes: Int

  /// `head` as in `Documentation/usb/usbmon.rst`; data that is not there is not looked at.
  init?(head: [UInt8], data: [UInt8]) {
    guard head.count == USBMonitor.headBytes else { return nil }
    func number(_ start: Int, _ count: Int) -> UInt64 {
      Recording.number(head[start..<start + count])
    }
    device = USBDeviceNumber(bus: Int(number(12, 2)), device: Int(head[11]))
    let seconds = Int64(bitPattern: number(16, 8))
    guard seconds >= 0 else { return nil }
    microseconds = UInt64(seconds) * 1_000_000 + number(24, 4)
    let (length, captured) = (Int(number(32, 4)), Int(number(36, 4)))
    guard captured <= data.count else { return nil }
    bytes = head + data[..<captured]
    originalBytes = head.count + max(length, captured)
  }
}
