import Foundation

/// A program of Debian's, run as a child with fixed arguments and no input.
struct ChildProgram {
  /// How it ended, and what it said on its two outputs.
  struct Ended {
    /// As `waitpid` has it: 0 is success.
    let status: Int32
    let output: Data
    let words: Data
  }

  static let chunkBytes = 64 << 10

  let words: [String]
  /// Both outputs in one, and a process group of its own: Ctrl-C reaches us alone, and we decide.
  var isApart = false

  /// Runs to the end, nil where it cannot be started; `each` takes what comes, false ends it.
  func run(each: (Data) -> Bool = { _ in true }) -> Ended? {
    var (output, errors) = ([Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2))
    guard pipe(&output) == 0 else { return nil }
    defer { output.forEach { close($0) } }
    guard pipe(&errors) == 0 else { return nil }
    defer { errors.forEach { close($0) } }
    for file in output + errors { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    guard let process = start(output[1], isApart ? output[1] : errors[1]) else { return nil }
    // What it writes to ends when it does; a failed call says one line, which fits its pipe.
    close(output[1])
    close(errors[1])
    (output[1], errors[1]) = (-1, -1)
    let said = (all(output[0], of: process, each), all(errors[0], of: process) { _ in true })
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return nil } }
    return Ended(status: status, output: said.0, words: said.1)
  }

  private func start(_ output: Int32, _ errors: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if isApart { posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP)) }
    var list = words.map { strdup($0) } + [nil]
    defer { list.forEach { free($0) } }
    var process = pid_t()
    let failure = posix_spawn(&process, words[0], &actions, &attributes, &list, environ)
    return failure == 0 ? process : nil
  }

  /// What it says beyond the limit is read, for it must not wait for us, and forgotten.
  private func all(_ file: Int32, of process: pid_t, _ each: (Data) -> Bool) -> Data {
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
    var isWanted = true
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return data }
      let piece = Data(chunk[..<count])
      data += piece.prefix(SystemView.textBytesMaximum - data.count)
      if isWanted, !each(piece) {
        isWanted = false
        kill(process, SIGTERM)
      }
    }
  }
}
