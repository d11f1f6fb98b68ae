import CFileSystem
import Glibc

/// Room of a new file on FAT: taken, and its chain on the device, before the content comes.
///
/// A stick that is pulled while the table lags behind the folder keeps a file whose chain ends in
/// free room. Whoever takes that file away finds the whole file system read-only, until a repair.
struct ClusterReserve {
  /// What is taken at once where nobody knows how much comes.
  static let stepBytes = 32 << 20

  private let file: OpenFile
  private let isNeeded: Bool
  private var reservedBytes = 0

  init(_ file: OpenFile) {
    self.file = file
    isNeeded = pocket_file_system_magic(file.descriptor) == Self.magicOfFAT
  }

  private static let magicOfFAT: Int64 = 0x4d44

  /// Before the file grows to `bytes`; `expected` is how long it will be, nil where nobody knows.
  mutating func grow(to bytes: Int, expected: Int?) throws(BackupError) {
    guard isNeeded, bytes > reservedBytes else { return }
    let target = max(bytes, expected ?? reservedBytes + Self.stepBytes)
    // Without room for all of it the content says how far it gets.
    if pocket_reserve(file.descriptor, Int64(reservedBytes), Int64(target - reservedBytes)) == 0 {
      // Syncing the file brings its folder entry before the table. All that is dirty goes in the
      // order of the device, where the tables come first; only the file then flushes the device.
      guard pocket_sync_file_system(file.descriptor) == 0 else { throw file.fault() }
      try file.synchronize()
    }
    reservedBytes = target
  }

  /// Gives back what the content did not take.
  func finish(bytes: Int) throws(BackupError) {
    guard isNeeded, bytes < reservedBytes else { return }
    guard ftruncate(file.descriptor, off_t(bytes)) == 0 else { throw file.fault() }
  }
}
