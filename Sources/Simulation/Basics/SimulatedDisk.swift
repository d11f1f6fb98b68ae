import CSimulatedDisk

/// Files in memory that forget at a power cut what was never synced.
final class SimulatedDisk {
  /// Who opens files: a death strikes one of them.
  enum Actor: Int32 {
    case engine = 1
    case farmProgram = 2
    case judge = 3
  }

  private let handle: OpaquePointer
  /// Where paths of this disk begin; empty for a disk that SQLite does not see.
  let root: String

  /// A disk that SQLite finds by its number, or one for files of another kind.
  init(number: Int? = nil) {
    if number != nil { Self.installed }
    handle = simulated_disk_new(number.map(Int32.init) ?? -1)
    root = number.map { "/simulated-disk/\($0)/" } ?? ""
    act(as: .engine)
  }

  deinit { simulated_disk_free(handle) }

  private static let install: Int32 = simulated_disk_install()
  private static var installed: Void { _ = install }

  func act(as actor: Actor) { simulated_disk_act_as(handle, actor.rawValue) }

  /// Runs `body` as another program.
  func act<Result>(as actor: Actor, _ body: () throws -> Result) rethrows -> Result {
    act(as: actor)
    defer { act(as: .engine) }
    return try body()
  }

  /// Lets so many more writing operations through; nil lets all through.
  func fail(after operations: Int?) {
    simulated_disk_fail_after(handle, operations.map(Int64.init) ?? -1)
  }

  /// Lets so many more writes make files longer, then the disk is full; nil makes room again.
  func fill(after writes: Int?) { simulated_disk_fill_after(handle, writes.map(Int64.init) ?? -1) }

  var wasFull: Bool { simulated_disk_was_full(handle) != 0 }

  var hasFailed: Bool { simulated_disk_has_failed(handle) != 0 }

  func kill(_ actor: Actor) { simulated_disk_kill(handle, actor.rawValue) }

  func cutPower(seed: UInt64) { simulated_disk_cut_power(handle, seed) }

  /// A whole file; nil where there is none.
  func bytes(_ path: String) -> [UInt8]? {
    let size = simulated_disk_size(handle, path)
    guard size >= 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    return simulated_disk_get(handle, path, &bytes, size) != 0 ? bytes : nil
  }

  /// Puts a whole file there, durably; nil takes it away.
  func put(_ bytes: [UInt8]?, at path: String) {
    if let bytes {
      _ = simulated_disk_put(handle, path, bytes, Int64(bytes.count))
    } else {
      simulated_disk_remove(handle, path)
    }
  }

  func exists(_ path: String) -> Bool { simulated_disk_size(handle, path) >= 0 }

  /// What a program other than SQLite does with a file; each gives 0 or an errno.
  func append(_ bytes: [UInt8], to path: String) -> Int32 {
    simulated_disk_append(handle, path, bytes, Int64(bytes.count))
  }

  func truncate(_ path: String, to size: Int) -> Int32 {
    simulated_disk_truncate(handle, path, Int64(size))
  }

  func sync(_ path: String) -> Int32 { simulated_disk_sync(handle, path) }

  func syncFolder() -> Int32 { simulated_disk_sync_folder(handle) }

  func rename(_ from: String, to target: String) -> Int32 {
    simulated_disk_rename(handle, from, target)
  }
}
