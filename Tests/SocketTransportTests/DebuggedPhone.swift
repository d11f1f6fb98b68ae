import Foundation
import SocketTransport
import Transport

/// A phone's end of adb's own protocol over TCP: one app that echoes, on one port.
///
/// A message: command, two arguments, length, checksum and the command's complement, little-endian.
final class DebuggedPhone: Sendable {
  private static let (connect, open, okay, close, write): (UInt32, UInt32, UInt32, UInt32, UInt32) =
    (0x4E58_4E43, 0x4E45_504F, 0x5941_4B4F, 0x4553_4C43, 0x4554_5257)
  private static let version: UInt32 = 0x0100_0001
  private static let maximumBytes: UInt32 = 1 << 16

  private let listener: SocketListener
  private let appPort: UInt16

  init(appPort: UInt16) throws {
    listener = try SocketListener()
    self.appPort = appPort
    Thread.detachNewThread {
      guard let line = try? self.listener.accept(timeoutMilliseconds: 20_000) else { return }
      try? self.serve(line)
      line.close()
    }
  }

  var port: UInt16 { listener.port }

  private func serve(_ line: SocketTransport) throws {
    while true {
      let head = try exactly(24, line)
      let words = (0..<6).map { word in
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(head[4 * word + $1]) << UInt32(8 * $1) }
      }
      let data = try exactly(Int(words[3]), line)
      switch words[0] {
      case Self.connect:
        let banner = "device::ro.product.name=pocket;ro.product.model=Pocket;features=shell_v2"
        try send(Self.connect, Self.version, Self.maximumBytes, Array(banner.utf8), line)
      case Self.open:
        let isApp = String(decoding: data, as: UTF8.self).hasPrefix("tcp:\(appPort)\0")
        // Our number for a stream is the server's own.
        try send(isApp ? Self.okay : Self.close, isApp ? words[1] : 0, words[1], [], line)
      case Self.write:
        try send(Self.okay, words[1], words[1], [], line)
        try send(Self.write, words[1], words[1], data, line)
      case Self.close: try send(Self.close, words[1], words[1], [], line)
      default: break
      }
    }
  }

  private func send(
    _ command: UInt32, _ one: UInt32, _ other: UInt32, _ data: [UInt8], _ line: SocketTransport
  ) throws {
    let sum = data.reduce(UInt32(0)) { $0 &+ UInt32($1) }
    let words = [command, one, other, UInt32(data.count), sum, ~command]
    let head = words.flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
    }
    var rest = (head + data)[...]
    while !rest.isEmpty { rest = rest.dropFirst(try line.send(rest, timeoutMilliseconds: 5000)) }
  }

  private func exactly(_ count: Int, _ line: SocketTransport) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      bytes += try line.receive(maximumBytes: count - bytes.count, timeoutMilliseconds: 60_000)
    }
    return bytes
  }
}
