import CSerial
import Glibc
package import Transport

/// A serial line: CDC-ACM, FTDI, PL2303, CP210x, old cradles, or the slave of a pseudo-terminal.
package final class SerialTransport: Transport {
  private let inner: DescriptorTransport
  /// The device's path as it was opened.
  package let path: String
  /// Bits of one byte on the line: start, eight, stop.
  private static let bitsPerByte = 10

  /// Opens the device for this program alone, raw, at the given rate; drops what was in its queues.
  package init(path: String, baud: Int) throws(TransportError) {
    guard Self.knows(baud: baud), let rate = UInt32(exactly: baud) else {
      throw .unsupportedBaud(baud)
    }
    var file: Int32 = -1
    let code = pocket_serial_open(path, &file)
    guard code == 0 else { throw Self.error(code, path: path) }
    let configured = pocket_serial_configure(file, rate)
    guard configured == 0 else {
      Glibc.close(file)
      throw .system(call: "tcsetattr", errno: configured)
    }
    _ = pocket_serial_low_latency(file)
    self.path = path
    inner = try DescriptorTransport(
      owning: file, isSocket: false, lineBytesPerSecond: baud / Self.bitsPerByte,
      backlog: { Int(pocket_serial_backlog($0)) })
  }

  /// Whether a line can be set to this rate; opens none.
  package static func knows(baud: Int) -> Bool {
    UInt32(exactly: baud).map { pocket_serial_knows_baud($0) == 1 } ?? false
  }

  private static func error(_ code: Int32, path: String) -> TransportError {
    switch code {
    case EACCES, EPERM: .permissionDenied(path: path)
    case ENOENT, ENXIO, ENODEV: .noSuchDevice(path: path)
    case EBUSY, EWOULDBLOCK: .busy(path: path, holder: DeviceHolder.find(path: path))
    case ENOTTY: .notTerminal(path: path)
    // A pseudo-terminal whose master is gone.
    case EIO: .noSuchDevice(path: path)
    default: .system(call: "open", errno: code)
    }
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try inner.receive(maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package func receiveOrRoom(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try inner.receiveOrRoom(
      maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    try inner.send(bytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package var backlogBytes: Int { inner.backlogBytes }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { inner.lineBytesPerSecond }

  /// See `Transport`.
  package func interrupt() { inner.interrupt() }

  /// See `Transport`.
  package func close() { inner.close() }
}
