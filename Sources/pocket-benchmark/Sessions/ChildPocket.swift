import CBenchmark
import Foundation
import Glibc

/// The real simulator as a process of its own, which can be stopped and killed.
final class ChildPocket: Sendable {
  private static let startMilliseconds = 30_000
  private static let lookMicroseconds: UInt32 = 2_000

  let process: pid_t
  /// Where it listens.
  let port: UInt16

  /// Starts it and waits until it listens; what it says goes to a file in its folder.
  init(_ arguments: [String], output: String) throws {
    process = try Self.spawn(arguments, output: output)
    for _ in 0..<(Self.startMilliseconds * 1000 / Int(Self.lookMicroseconds)) {
      if let port = Self.port(in: output) {
        self.port = port
        return
      }
      usleep(Self.lookMicroseconds)
    }
    let process = process
    Glibc.kill(process, SIGKILL)
    waitpid(process, nil, 0)
    throw BenchmarkFault.step("a pocket that does not listen: \(arguments)")
  }

  private static func spawn(_ arguments: [String], output: String) throws -> pid_t {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "pocket-simulator").path
    unlink(output)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // A pipe that another thread has just opened must not live on in the child.
    benchmark_close_from(&actions, 3)
    var list = ([program] + arguments).map { strdup($0) } + [nil]
    defer { list.forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, nil, &list, environ)
    guard code == 0 else { throw BenchmarkFault.step("posix_spawn \(code)") }
    return process
  }

  private static func port(in output: String) -> UInt16? {
    let line = ProcessFacts.text(of: output).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .dropLast().first { $0.hasPrefix("tcp ") }
    return line?.split(separator: ":").last.flatMap { UInt16($0) }
  }

  /// Whether it has ended without being told to; its status is left to `end`.
  var hasEnded: Bool {
    var facts = siginfo_t()
    let flags = WEXITED | WNOHANG | WNOWAIT
    return waitid(P_PID, id_t(process), &facts, flags) == 0 && facts.si_signo == SIGCHLD
  }

  func signal(_ number: Int32) { Glibc.kill(process, number) }

  /// Ends it, also where it is stopped, and takes its status.
  func end() {
    signal(SIGKILL)
    while waitpid(process, nil, 0) < 0, errno == EINTR {}
  }
}
