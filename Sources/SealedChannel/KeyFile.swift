import Foundation
package import SecureChannel

/// The keys of one end in a file that its owner alone may read; each change is durable and whole.
package final class KeyFile: KeyRing {
  /// A book of 500 peers; a longer file is not one of ours.
  static let limitBytes = 1 << 18

  private let path: String

  /// The file, and its folder, are made at the first use.
  package init(path: String) { self.path = path }

  /// See `KeyRing`.
  package func keys() throws(KeyFileError) -> Keys {
    try locked { () throws(KeyFileError) in try load() }
  }

  /// See `KeyRing`.
  package func change(_ body: (inout PeerBook) -> Void) throws(KeyFileError) {
    try locked { () throws(KeyFileError) in
      var keys = try load()
      let before = keys.book
      body(&keys.book)
      if keys.book != before { try store(keys) }
    }
  }

  /// Another pair: nobody who knew this end knows it any more, and it knows nobody.
  package func renew() throws(KeyFileError) {
    try locked { () throws(KeyFileError) in
      try store(Keys(own: StaticKey(), book: PeerBook()))
    }
  }

  private func load() throws(KeyFileError) -> Keys {
    guard let bytes = try read() else {
      let keys = Keys(own: StaticKey(), book: PeerBook())
      try store(keys)
      return keys
    }
    guard let keys = Keys(stored: bytes) else { throw .unreadable(path: path) }
    return keys
  }

  /// Nil where there is no file.
  private func read() throws(KeyFileError) -> Data? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw fault("open", path) }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw fault("fstat", path) }
    let others = facts.st_mode & 0o077
    guard others == 0 else { throw .exposed(path: path, mode: facts.st_mode & 0o777) }
    guard facts.st_size <= Self.limitBytes else { throw .unreadable(path: path) }
    do { return try FileHandle(fileDescriptor: file).readToEnd() ?? Data() } catch {
      throw fault("read", path)
    }
  }

  /// Another file first, then its name: a cut leaves the old one or the new one.
  private func store(_ keys: Keys) throws(KeyFileError) {
    let bytes = keys.stored
    let next = path + ".new"
    unlink(next)
    let file = open(next, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault("open", next) }
    defer { close(file) }
    do { try FileHandle(fileDescriptor: file).write(contentsOf: bytes) } catch {
      throw fault("write", next)
    }
    guard fsync(file) == 0 else { throw fault("fsync", next) }
    guard rename(next, path) == 0 else { throw fault("rename", next) }
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw fault("open", path) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw fault("fsync", path) }
  }

  /// One process at a time; the lock is on a file of its own, for the keys' file is replaced.
  private func locked<Result>(
    _ body: () throws(KeyFileError) -> Result
  ) throws(KeyFileError) -> Result {
    try makeFolder()
    let name = path + ".lock"
    let file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault("open", name) }
    defer { close(file) }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw fault("flock", name) }
    }
    return try body()
  }

  private func makeFolder() throws(KeyFileError) {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch { throw fault("mkdir", folder) }
  }

  private func fault(_ call: String, _ path: String) -> KeyFileError {
    .system(call: call, path: path, errno: errno)
  }
}
