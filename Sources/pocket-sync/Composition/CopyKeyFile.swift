import Backup
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// The key of a farm's copies on this PC, beside the pockets' keys: for its owner alone.
///
/// It lies open here as the farm's database does: daily copies are made with nobody at the PC.
struct CopyKeyFile {
  private static let suffix = ".copy-key"
  private static let outsideSuffix = ".outside-key"
  /// A key and its comment; a longer file is not one of ours.
  private static let limitBytes = 1 << 16

  /// As age reads it; the same under the passphrase is beside it, with `.age`.
  let path: String
  private var lockedPath: String { path + ".age" }

  static func of(_ farm: FarmDatabase) -> CopyKeyFile {
    CopyKeyFile(path: folder + "/" + farm.hub.hexadecimal + suffix)
  }

  /// The key of what leaves the farm where copies on media are plain.
  static func outside(_ farm: FarmDatabase) -> CopyKeyFile {
    CopyKeyFile(path: folder + "/" + farm.hub.hexadecimal + outsideSuffix)
  }

  /// What locks a copy that leaves the farm: the key of all copies where there is one.
  static func leaving(_ farm: FarmDatabase) throws -> CopyKey? {
    try of(farm).load() ?? outside(farm).load()
  }

  private static var folder: String {
    (Configuration.path as NSString).deletingLastPathComponent + "/keys"
  }

  /// Every key on this PC, for copies of whatever farm a medium holds; and the first fault of one,
  /// which counts only where a copy needs a key that is not among them.
  static func all() throws -> (keys: CopyKeys, fault: Stop?) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var keys = CopyKeys()
    var fault: Stop?
    for name in names.sorted() where name.hasSuffix(suffix) || name.hasSuffix(outsideSuffix) {
      let file = CopyKeyFile(path: folder + "/" + name)
      do {
        guard let text = try file.read(file.path) else { continue }
        do {
          keys.reading.append(try CopyKey.identity(in: String(decoding: text, as: UTF8.self)))
        } catch { throw Stop(.keyStore(.unreadable(path: file.path))) }
      } catch let stop as Stop { fault = fault ?? stop }
    }
    return (keys, fault)
  }

  /// Seals with the farm's key where it has one.
  func keys() throws -> CopyKeys { CopyKeys(sealing: try load()) }

  /// Nil where copies of the farm are plain.
  func load() throws -> CopyKey? {
    guard let text = try read(path) else { return nil }
    guard let locked = try read(lockedPath) else {
      throw Stop(.keyStore(.unreadable(path: lockedPath)))
    }
    do {
      return try CopyKey(text: String(decoding: text, as: UTF8.self), wrapped: locked)
    } catch {
      throw Stop(.keyStore(.unreadable(path: path)))
    }
  }

  /// The locked key first: where the open one is, both are.
  func store(_ key: CopyKey) throws {
    try? FileManager.default.createDirectory(
      atPath: Self.folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try Self.replace(lockedPath, key.wrapped)
    try Self.replace(path, Array(key.text.utf8))
    let directory = open(Self.folder, O_RDONLY | O_CLOEXEC)
    defer { close(directory) }
    guard directory >= 0, fsync(directory) == 0 else { throw Self.fault("fsync", Self.folder) }
  }

  /// Whole under its name or not there at all; what was left of an earlier try is overwritten.
  private static func replace(_ path: String, _ bytes: [UInt8]) throws {
    let temporary = path + ".tmp"
    unlink(temporary)
    try create(temporary, bytes)
    guard rename(temporary, path) == 0 else { throw fault("rename", path) }
  }

  /// A new file that nobody else may read, on the disk when it returns; none where it fails.
  static func create(_ path: String, _ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      if errno == EEXIST { throw Stop(.usage(.fileExists(path: path))) }
      throw fault("open", path)
    }
    defer { close(file) }
    do {
      do { try FileHandle(fileDescriptor: file).write(contentsOf: Data(bytes)) } catch {
        throw fault("write", path)
      }
      guard fsync(file) == 0 else { throw fault("fsync", path) }
    } catch {
      unlink(path)
      throw error
    }
  }

  private func read(_ path: String) throws -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw Self.fault("open", path) }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw Self.fault("fstat", path) }
    guard facts.st_mode & 0o077 == 0 else {
      throw Stop(.keyStore(.exposed(path: path, mode: facts.st_mode & 0o777)))
    }
    guard facts.st_size <= Self.limitBytes else {
      throw Stop(.keyStore(.unreadable(path: path)))
    }
    do { return Array(try FileHandle(fileDescriptor: file).readToEnd() ?? Data()) } catch {
      throw Self.fault("read", path)
    }
  }

  private static func fault(_ call: String, _ path: String) -> Stop {
    Stop(.keyStore(.systemFault(path: path, call: call, errno: errno)))
  }
}
