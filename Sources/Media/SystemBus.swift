import Foundation

/// Why a call over the system's bus had no result, in the words of who was called.
package struct BusFailure: Error, Sendable, Hashable {
  /// One line; empty where the bus itself is not there.
  package let detail: String
}

/// Calls of udisks by systemd's own client; what a call did is judged by the kernel's files.
enum SystemBus {
  static let program = "/usr/bin/busctl"
  static let service = "org.freedesktop.UDisks2"
  /// A slow stick may take minutes to write what is left when it is unmounted.
  static let callSeconds = 900

  /// The result as busctl's JSON; `arguments` begin with their signature.
  static func call(
    _ object: String, _ interface: String, _ method: String, _ arguments: [String] = []
  ) throws(BusFailure) -> Data {
    let words =
      [program, "--system", "--json=short", "--timeout=\(callSeconds)", "call", service, object]
      + [interface, method] + arguments
    guard let ended = ChildProgram(words: words).run() else { throw BusFailure(detail: "") }
    guard ended.status == 0 else {
      let line = String(decoding: ended.words, as: UTF8.self).split(separator: "\n").last ?? ""
      throw BusFailure(detail: line.replacingOccurrences(of: "Call failed: ", with: ""))
    }
    return ended.output
  }
}
