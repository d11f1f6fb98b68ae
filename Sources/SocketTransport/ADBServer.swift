import Foundation
package import Transport

/// Android phones with debugging switched on, for technicians: the local server of `adb`.
///
/// A request is four hexadecimal digits of length and its text; the answer `OKAY`, or `FAIL` and a
/// text of the same form.
package struct ADBServer: PhoneService {
  private static let digits = 4
  private static let limitBytes = 1 << 16
  private static let answerMilliseconds = 5000
  /// The port that `adb` listens on unless `ANDROID_ADB_SERVER_PORT` says otherwise.
  package static let usualPort: UInt16 = 5037

  private let port: UInt16

  /// The server of this PC at a port.
  package init(port: UInt16 = usualPort) { self.port = port }

  /// See `PhoneService`; phones whose owner has not allowed this PC are left out.
  package func phones() throws(TransportError) -> [String] {
    let line = try open()
    defer { line.close() }
    let deadline = Deadline(milliseconds: Self.answerMilliseconds)
    try ask(line, "host:devices", deadline)
    let text = String(decoding: try counted(line, deadline), as: UTF8.self)
    return text.split(separator: "\n").compactMap { entry in
      let words = entry.split(separator: "\t")
      return words.count == 2 && words[1] == "device" ? String(words[0]) : nil
    }
  }

  /// See `PhoneService`.
  package func connect(phone: String, port: UInt16) throws(TransportError) -> SocketTransport {
    let line = try open()
    let deadline = Deadline(milliseconds: Self.answerMilliseconds)
    do throws(TransportError) {
      try ask(line, "host:transport:" + phone, deadline)
    } catch {
      line.close()
      if case .phoneServiceFailed = error { throw .noSuchDevice(path: phone) }
      throw error
    }
    do throws(TransportError) {
      try ask(line, "tcp:\(port)", deadline)
      return line
    } catch {
      line.close()
      if case .phoneServiceFailed = error { throw .noAppListens(device: phone, port: port) }
      throw error
    }
  }

  private func open() throws(TransportError) -> SocketTransport {
    do throws(TransportError) {
      return try SocketTransport(
        host: "127.0.0.1", port: port, timeoutMilliseconds: Self.answerMilliseconds)
    } catch {
      if case .connectFailed = error { throw .noPhoneService("adb") }
      throw error
    }
  }

  private func ask(
    _ line: SocketTransport, _ request: String, _ deadline: Deadline
  ) throws(TransportError) {
    let length = String(request.utf8.count, radix: 16)
    let padding = String(repeating: "0", count: Self.digits - length.count)
    try line.write(Array((padding + length + request).utf8), by: deadline)
    let answer = String(decoding: try line.read(Self.digits, by: deadline), as: UTF8.self)
    guard answer != "OKAY" else { return }
    let reason = answer == "FAIL" ? try counted(line, deadline) : Array(answer.utf8)
    throw .phoneServiceFailed(service: "adb", answer: String(decoding: reason, as: UTF8.self))
  }

  private func counted(
    _ line: SocketTransport, _ deadline: Deadline
  ) throws(TransportError) -> [UInt8] {
    let digits = String(decoding: try line.read(Self.digits, by: deadline), as: UTF8.self)
    guard let length = Int(digits, radix: 16), (0..<Self.limitBytes).contains(length) else {
      throw .phoneServiceFailed(service: "adb", answer: digits)
    }
    return try line.read(length, by: deadline)
  }
}
