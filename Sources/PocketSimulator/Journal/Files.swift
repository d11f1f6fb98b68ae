import Glibc

/// What the journal asks of files, by descriptors; real ones, or a simulated disk's.
package protocol PocketFiles {
  /// Makes a folder where there is none.
  func makeFolder(_ path: String) throws(SimulatorFault)
  /// Opens a file with `open(2)`'s flags.
  func open(_ path: String, _ flags: Int32) throws(SimulatorFault) -> Int32
  /// Takes the lock of an open file, without waiting; false where another process holds it.
  func lock(_ descriptor: Int32) -> Bool
  /// Appends all of the bytes.
  func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(SimulatorFault)
  /// The whole file.
  func read(_ path: String) throws(SimulatorFault) -> [UInt8]
  /// Cuts the file off after so many bytes.
  func truncate(_ descriptor: Int32, to size: Int, path: String) throws(SimulatorFault)
  /// Returns once the content is on the disk.
  func sync(_ descriptor: Int32, path: String) throws(SimulatorFault)
  /// Returns once the folder's names are on the disk.
  func syncFolder(_ path: String) throws(SimulatorFault)
  /// Puts a file in the place of another one, at once.
  func rename(_ from: String, to target: String) throws(SimulatorFault)
  /// Gives the descriptor back.
  func close(_ descriptor: Int32)
}

/// System calls on the pocket's files, repeated when a signal interrupts them.
package struct SystemFiles: PocketFiles {
  /// The files of this machine.
  package init() {}

  /// See `PocketFiles`.
  package func open(_ path: String, _ flags: Int32) throws(SimulatorFault) -> Int32 {
    let descriptor = repeated { Glibc.open(path, flags | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw .file(call: "open", path: path, errno: errno) }
    return descriptor
  }

  /// See `PocketFiles`.
  package func makeFolder(_ path: String) throws(SimulatorFault) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .file(call: "mkdir", path: path, errno: errno)
    }
  }

  /// See `PocketFiles`.
  package func write(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(SimulatorFault) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        repeated { Glibc.write(descriptor, raw.baseAddress! + offset, raw.count - offset) }
      }
      guard count > 0 else { throw .file(call: "write", path: path, errno: errno) }
      offset += count
    }
  }

  /// See `PocketFiles`.
  package func read(_ path: String) throws(SimulatorFault) -> [UInt8] {
    let descriptor = try open(path, O_RDONLY)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = repeated { Glibc.read(descriptor, &buffer, buffer.count) }
      guard count >= 0 else { throw .file(call: "read", path: path, errno: errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// See `PocketFiles`.
  package func sync(_ descriptor: Int32, path: String) throws(SimulatorFault) {
    guard repeated({ fsync(descriptor) }) == 0 else {
      throw .file(call: "fsync", path: path, errno: errno)
    }
  }

  /// See `PocketFiles`.
  package func syncFolder(_ path: String) throws(SimulatorFault) {
    let descriptor = try open(path, O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    try sync(descriptor, path: path)
  }

  /// See `PocketFiles`.
  package func lock(_ descriptor: Int32) -> Bool {
    // A program that this one is just starting holds what is open here until it runs.
    for _ in 0..<Self.lockLooks {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(Self.lockPauseMicroseconds)
    }
    return false
  }

  private static let lockLooks = 20
  private static let lockPauseMicroseconds: useconds_t = 5_000

  /// See `PocketFiles`.
  package func truncate(
    _ descriptor: Int32, to size: Int, path: String
  ) throws(SimulatorFault) {
    guard ftruncate(descriptor, off_t(size)) == 0 else {
      throw .file(call: "ftruncate", path: path, errno: errno)
    }
  }

  /// See `PocketFiles`.
  package func rename(_ from: String, to target: String) throws(SimulatorFault) {
    guard Glibc.rename(from, target) == 0 else {
      throw .file(call: "rename", path: from, errno: errno)
    }
  }

  /// See `PocketFiles`.
  package func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  private func repeated<Number: SignedInteger>(_ call: () -> Number) -> Number {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
