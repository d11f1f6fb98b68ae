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
    guard let ended = run(words) else { throw BusFailure(detail: "") }
    guard ended.status == 0 else {
      let line = String(decoding: ended.words, as: UTF8.self).split(separator: "\n").last ?? ""
      throw BusFailure(detail: line.replacingOccurrences(of: "Call failed: ", with: ""))
    }
    return ended.output
  }

  /// Runs a program to its end; nil where it cannot be started.
  static func run(_ words: [String]) -> (status: Int32, output: Data, words: Data)? {
    var (output, errors) = ([Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2))
    guard pipe(&output) == 0 else { return nil }
    defer { output.forEach { close($0) } }
    guard pipe(&errors) == 0 else { return nil }
    defer { errors.forEach { close($0) } }
    for file in output + errors { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2)
    var list = words.map { strdup($0) } + [nil]
    defer { list.forEach { free($0) } }
    var process = pid_t()
    guard posix_spawn(&process, words[0], &actions, nil, &list, environ) == 0 else { return nil }
    // What it writes to ends when it does; a failed call says one line, which fits its pipe.
    close(output[1])
    close(errors[1])
    (output[1], errors[1]) = (-1, -1)
    let said = (all(output[0]), all(errors[0]))
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return nil } }
    return (status, said.0, said.1)
  }

  private static func all(_ file: Int32) -> Data {
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return data }
      // What is over the limit is read too: a program that waits to write it would never end.
      data.append(contentsOf: chunk[..<min(count, SystemView.textBytesMaximum - data.count)])
    }
  }
}
