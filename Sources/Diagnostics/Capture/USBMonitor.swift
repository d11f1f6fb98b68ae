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

/// What a capture came to.
package struct USBCaptured: Sendable, Hashable {
  /// Packets of the device that are in the file.
  package var packets: Int
  /// Packets of the whole bus that the kernel threw away, because nobody took them in time.
  package var lostPackets: Int
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
  /// What the kernel keeps for us; the most that it allows.
  private static let ringBytes: CInt = 1_200 << 10

  private let device: USBDeviceNumber
  private let bus: Int32
  private let file: Int32
  private let path: String
  private let state = Mutex(State())
  private let done = DispatchSemaphore(value: 0)

  private struct State {
    var isOver = false
    var captured = USBCaptured(packets: 0, lostPackets: 0)
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
    // Where it is refused the kernel's own size stays, and what does not fit is counted.
    _ = ioctl(bus, MonitorRequest.setRingBytes, Self.ringBytes)
    var capture = PcapngFile(.usb, program: program, interface: monitor)
    write(capture.takeBytes())
    Thread.detachNewThread { self.run() }
  }

  /// Ends the capture.
  package func finish() throws(USBMonitorError) -> USBCaptured {
    state.withLock { $0.isOver = true }
    done.wait()
    close(bus)
    close(file)
    let (captured, fault) = state.withLock { ($0.captured, $0.fault) }
    if let fault { throw fault }
    return captured
  }

  private func run() {
    // One capture a run: its head was written by `init`.
    var capture = PcapngFile(.usb, program: "", interface: "")
    _ = capture.takeBytes()
    var data = [UInt8](repeating: 0, count: Self.dataMaximumBytes)
    while true {
      // Read once more after the end: what passed before it is in the kernel's buffer.
      let isOver = state.withLock { $0.isOver }
      while takeNext(&data, into: &capture) {}
      if isOver { break }
      var wait = pollfd(fd: bus, events: Int16(POLLIN), revents: 0)
      _ = poll(&wait, 1, Self.pollMilliseconds)
    }
    noteLost(into: &capture)
    done.signal()
  }

  /// What the kernel lost since the beginning, for a person and for who opens the file.
  private func noteLost(into capture: inout PcapngFile) {
    var statistics = MonitorStatistics()
    guard ioctl(bus, MonitorRequest.statistics, &statistics) == 0 else { return }
    capture.addStatistics(lostPackets: UInt64(statistics.dropped))
    write(capture.takeBytes())
    state.withLock { $0.captured.lostPackets = Int(statistics.dropped) }
  }

  /// Takes one packet of the bus, and keeps it where it is the device's; false where none waits.
  private func takeNext(_ data: inout [UInt8], into capture: inout PcapngFile) -> Bool {
    var head = [UInt8](repeating: 0, count: Self.headBytes)
    let result = head.withUnsafeMutableBytes { head in
      data.withUnsafeMutableBytes { data in
        var get = MonitorGet(
          head: head.baseAddress, data: data.baseAddress, capacity: data.count)
        return ioctl(bus, MonitorRequest.get, &get)
      }
    }
    guard result == 0 else { return false }
    guard let packet = USBPacket(head: head, data: data), packet.device == device else {
      return true
    }
    capture.add(
      packet.bytes, microseconds: packet.microseconds, originalBytes: packet.originalBytes)
    write(capture.takeBytes())
    state.withLock { $0.captured.packets += 1 }
    return true
  }

  private func write(_ bytes: [UInt8]) {
    // Behind a block that was cut, nothing can be read.
    guard state.withLock({ $0.fault == nil }) else { return }
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

/// The requests of `Documentation/usb/usbmon.rst`, as `_IOC` makes their numbers.
enum MonitorRequest {
  /// `MON_IOCG_STATS`.
  static let statistics = UInt(2) << 30 | size(of: MonitorStatistics.self) << 16 | 0x92 << 8 | 3
  /// `MON_IOCT_RING_SIZE`.
  static let setRingBytes: UInt = 0x92 << 8 | 4
  /// `MON_IOCX_GETX`.
  static let get = UInt(1) << 30 | size(of: MonitorGet.self) << 16 | 0x92 << 8 | 10

  private static func size<Value>(of type: Value.Type) -> UInt { UInt(MemoryLayout<Value>.size) }
}

/// `struct mon_bin_stats`.
private struct MonitorStatistics {
  var queued: UInt32 = 0
  var dropped: UInt32 = 0
}

/// `struct mon_get_arg`.
private struct MonitorGet {
  var head: UnsafeMutableRawPointer?
  var data: UnsafeMutableRawPointer?
  var capacity: Int
}

/// One packet as usbmon gives it.
struct USBPacket {
  /// Head and data, as much of it as was kept.
  let bytes: [UInt8]
  let device: USBDeviceNumber
  let microseconds: UInt64
  /// Head and all of the data that passed with it.
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
    // A transfer that only begins has the size of its buffer there, and a flag for no data.
    let hasData = head[15] == 0
    originalBytes = head.count + (hasData ? max(length, captured) : captured)
  }
}
