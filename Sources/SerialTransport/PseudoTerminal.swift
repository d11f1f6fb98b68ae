import CSerial
import Glibc
package import Transport

/// The device's end of a simulated serial line: a pseudo-terminal; its other end has a path.
package final class PseudoTerminal: Transport {
  /// What the other end is before a program sets it.
  package enum Mode: Sendable {
    /// Bytes pass as they are.
    case raw
    /// As Linux opens a tty: lines and echo.
    case cooked
  }

  private let inner: DescriptorTransport
  /// Kept open so that a program may come and go; -1 when its leaving ends the line.
  private let held: Int32
  /// The path that a program opens as its serial device.
  package let path: String
  private static let maximumPathBytes = 128

  /// A new line; with `survivesClose` the other end may be opened again and again.
  package init(mode: Mode = .raw, survivesClose: Bool = false) throws(TransportError) {
    var master: Int32 = -1
    var name = [CChar](repeating: 0, count: Self.maximumPathBytes)
    let code = pocket_pty_open(&master, &name, UInt32(name.count), mode == .raw ? 1 : 0)
    guard code == 0 else { throw .system(call: "posix_openpt", errno: code) }
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    held = survivesClose ? open(path, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1
    inner = try DescriptorTransport(owning: master, isSocket: false)
  }

  deinit {
    if held >= 0 { Glibc.close(held) }
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
  package var backlogBytes: Int { 0 }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { nil }

  /// See `Transport`.
  package func interrupt() { inner.interrupt() }

  /// See `Transport`.
  package func close() { inner.close() }
}
