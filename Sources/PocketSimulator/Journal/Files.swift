import Glibc

/// System calls on the pocket's files, repeated when a signal interrupts them.
enum Files {
  static func open(_ path: String, _ flags: Int32) throws(SimulatorFault) -> Int32 {
    let descriptor = repeated { Glibc.open(path, flags | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw .file(call: "open", path: path, errno: errno) }
    return descriptor
  }

  static func makeFolder(_ path: String) throws(SimulatorFault) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .file(call: "mkdir", path: path, errno: errno)
    }
  }

  static func write(
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

  static func read(_ path: String) throws(SimulatorFault) -> [UInt8] {
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

  static func sync(_ descriptor: Int32, path: String) throws(SimulatorFault) {
    guard repeated({ fsync(descriptor) }) == 0 else {
      throw .file(call: "fsync", path: path, errno: errno)
    }
  }

  static func syncFolder(_ path: String) throws(SimulatorFault) {
    let descriptor = try open(path, O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    try sync(descriptor, path: path)
  }

  private static func repeated<Number: SignedInteger>(_ call: () -> Number) -> Number {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
