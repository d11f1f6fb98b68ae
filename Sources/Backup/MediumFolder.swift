import CFileSystem
import Glibc

/// The farm's folder on the medium, held by descriptors; only `Removal` takes files away.
final class MediumFolder {
  let mountPoint: String
  let name: String
  let root: OpenFile
  let folder: OpenFile
  private let rootDevice: dev_t
  private let rootNode: ino_t

  /// Creates the folder where `create` says so; `expectedDevice` is what the medium was judged by.
  init(
    mountPoint: String, farm: String, expectedDevice: UInt64?, create: Bool
  ) throws(BackupError) {
    guard StoreNames.isUsable(farm: farm) else { throw .unusableFarmName(farm) }
    self.mountPoint = mountPoint
    name = StoreNames.root + "/" + farm
    // What is written to was there when it was judged; what is read may be a name with a slip.
    root = try Self.openFolder(
      at: AT_FDCWD, mountPoint, flags: 0, shownAs: mountPoint,
      orElse: create ? .vanished : .noStore)
    var status = stat()
    guard fstat(root.descriptor, &status) == 0 else { throw root.fault() }
    rootDevice = status.st_dev
    rootNode = status.st_ino
    if let expectedDevice, UInt64(status.st_dev) != expectedDevice { throw .changedIdentity }
    let parent = try Self.openStep(root, StoreNames.root, create: create)
    folder = try Self.openStep(parent, farm, create: create)
    // Something mounted below the medium's root would be another device.
    var inner = stat()
    guard fstat(folder.descriptor, &inner) == 0 else { throw folder.fault() }
    guard inner.st_dev == rootDevice else { throw .changedIdentity }
  }

  private static func openStep(
    _ parent: OpenFile, _ name: String, create: Bool
  ) throws(BackupError) -> OpenFile {
    if create {
      if mkdirat(parent.descriptor, name, 0o777) == 0 {
        try parent.synchronize()
      } else if errno != EEXIST {
        throw parent.fault()
      }
    }
    return try openFolder(
      at: parent.descriptor, name, flags: O_NOFOLLOW, shownAs: parent.path + "/" + name,
      orElse: .noStore)
  }

  private static func openFolder(
    at parent: Int32, _ name: String, flags: Int32, shownAs path: String,
    orElse absent: BackupError
  ) throws(BackupError) -> OpenFile {
    let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags)
    if descriptor < 0 && errno == ENOENT { throw absent }
    guard descriptor >= 0 else { throw .io(path: path, errno: errno) }
    return OpenFile(descriptor: descriptor, path: path)
  }

  /// Throws unless the same device is still mounted in the same place.
  func proveDevice() throws(BackupError) {
    var held = stat()
    var named = stat()
    guard fstat(root.descriptor, &held) == 0, stat(mountPoint, &named) == 0 else {
      throw .vanished
    }
    guard held.st_dev == rootDevice, named.st_dev == rootDevice, named.st_ino == rootNode else {
      throw .changedIdentity
    }
    var space = statvfs()
    guard fstatvfs(folder.descriptor, &space) == 0, BlockDevice.isConnected(rootDevice) else {
      throw .vanished
    }
  }

  /// False where the disk goes within moments of an I/O error.
  func staysConnected() -> Bool { BlockDevice.staysConnected(rootDevice) }

  func freeBytes() throws(BackupError) -> UInt64 {
    var space = statvfs()
    guard fstatvfs(folder.descriptor, &space) == 0 else { throw folder.fault() }
    return UInt64(space.f_bavail) * UInt64(space.f_frsize)
  }

  /// True where a user-space file system stands between us and the device.
  func isOverFUSE() -> Bool {
    pocket_file_system_magic(folder.descriptor) == Self.fuseMagic
  }

  private static let fuseMagic: Int64 = 0x6573_5546

  func names() throws(BackupError) -> [String] {
    // A fresh descriptor: the offset of a directory stream is shared by duplicates.
    let path = folder.path
    guard let names = try FolderNames.list(at: folder.descriptor, ".", shownAs: path) else {
      throw .io(path: path, errno: ENOENT)
    }
    return names
  }

  /// Whether the name is taken; a device that does not answer says neither yes nor no.
  func exists(_ name: String) throws(BackupError) -> Bool {
    var status = stat()
    if fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return true }
    guard errno == ENOENT else { throw .io(path: name, errno: errno) }
    return false
  }

  func open(_ name: String) throws(BackupError) -> OpenFile {
    // Without waiting: somebody may have put a pipe there, whose other end nobody opens.
    let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = openat(folder.descriptor, name, flags)
    if descriptor < 0 && errno == ENOENT { throw .fileMissing(file: name) }
    // A link is no file of ours.
    if descriptor < 0 && errno == ELOOP { throw .fileDamaged(file: name, segment: nil) }
    guard descriptor >= 0 else { throw .io(path: name, errno: errno) }
    let file = OpenFile(descriptor: descriptor, path: name)
    guard try file.isRegular() else { throw .fileDamaged(file: name, segment: nil) }
    return file
  }

  /// A new file; an existing one is never opened for writing.
  func create(_ name: String) throws(BackupError) -> OpenFile {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = openat(folder.descriptor, name, flags, 0o666)
    guard descriptor >= 0 else { throw .io(path: name, errno: errno) }
    return OpenFile(descriptor: descriptor, path: name)
  }

  func bytes(of name: String, maximum: Int) throws(BackupError) -> [UInt8] {
    let file = try open(name)
    file.dropCache()
    let size = try file.size()
    guard size <= maximum else { throw .fileDamaged(file: name, segment: nil) }
    var bytes = [UInt8](repeating: 0, count: size)
    try bytes.withUnsafeMutableBufferPointer { buffer throws(BackupError) in
      if size > 0 { try file.readAll(into: UnsafeMutableRawBufferPointer(buffer), at: 0) }
    }
    return bytes
  }

  /// Gives a finished file its name; a name that is taken is an error.
  func publish(_ temporary: String, as name: String) throws(BackupError) {
    let here = folder.descriptor
    if pocket_rename_new(here, temporary, name) != 0 {
      // Some FUSE file systems do not know the flag: ask first, as nobody else writes here.
      guard errno == EINVAL || errno == ENOSYS else { throw .io(path: name, errno: errno) }
      guard try !exists(name) else { throw .io(path: name, errno: EEXIST) }
      guard renameat(here, temporary, here, name) == 0 else {
        throw .io(path: name, errno: errno)
      }
    }
    // On FAT a new name is that of an empty file until the file itself is written: before the
    // folder is, so that no power cut leaves the one without the other.
    try open(name).synchronize()
  }

  /// Makes a published file one that never was.
  func withdraw(_ name: String) throws(BackupError) {
    let here = folder.descriptor
    guard renameat(here, name, here, name + StoreNames.temporarySuffix) == 0 else {
      throw .io(path: name, errno: errno)
    }
  }

  /// Takes a file of ours away; one that is gone already is no error.
  func remove(_ name: String) throws(BackupError) {
    guard unlinkat(folder.descriptor, name, 0) == 0 || errno == ENOENT else {
      throw .io(path: name, errno: errno)
    }
  }

  func synchronize() throws(BackupError) {
    try folder.synchronize()
  }

  func synchronizeFileSystem() throws(BackupError) {
    guard pocket_sync_file_system(folder.descriptor) == 0 else { throw folder.fault() }
  }
}
