import Glibc
import PocketSimulator

/// A pocket's files on a disk in memory, by descriptors as the journal wants them.
final class SimulatedFiles: PocketFiles {
  private let disk: SimulatedDisk
  private var paths: [Int32: String] = [:]
  private var next: Int32 = 3

  init(_ disk: SimulatedDisk) { self.disk = disk }

  func makeFolder(_ path: String) {}

  func open(_ path: String, _ flags: Int32) throws(SimulatorFault) -> Int32 {
    if flags & O_TRUNC != 0, disk.exists(path) {
      try check(disk.truncate(path, to: 0), "open", path)
    }
    if flags & O_CREAT != 0, !disk.exists(path) {
      try check(disk.append([], to: path), "open", path)
    }
    next += 1
    paths[next] = path
    return next
  }

  func lock(_ descriptor: Int32) -> Bool { true }

  func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(SimulatorFault) {
    try check(disk.append(bytes, to: name(descriptor)), "write", path)
  }

  func read(_ path: String) throws(SimulatorFault) -> [UInt8] {
    guard let bytes = disk.bytes(path) else {
      throw .file(call: "read", path: path, errno: ENOENT)
    }
    return bytes
  }

  func truncate(
    _ descriptor: Int32, to size: Int, path: String
  ) throws(SimulatorFault) {
    try check(disk.truncate(name(descriptor), to: size), "ftruncate", path)
  }

  func sync(_ descriptor: Int32, path: String) throws(SimulatorFault) {
    try check(disk.sync(name(descriptor)), "fsync", path)
  }

  func syncFolder(_ path: String) throws(SimulatorFault) {
    try check(disk.syncFolder(), "fsync", path)
  }

  func rename(_ from: String, to target: String) throws(SimulatorFault) {
    try check(disk.rename(from, to: target), "rename", from)
    for (descriptor, path) in paths where path == from { paths[descriptor] = target }
  }

  func close(_ descriptor: Int32) { paths[descriptor] = nil }

  private func name(_ descriptor: Int32) -> String {
    guard let path = paths[descriptor] else { preconditionFailure("descriptor \(descriptor)") }
    return path
  }

  private func check(_ code: Int32, _ call: String, _ path: String) throws(SimulatorFault) {
    guard code == 0 else { throw .file(call: call, path: path, errno: code) }
  }
}
