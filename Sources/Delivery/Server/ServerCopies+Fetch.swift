import Backup
import Crypto
import Glibc
import Records

/// What the server lists of one store, and the folder where its files come to lie.
struct Shelf {
  let id: ServerStoreID
  let place: ServerPlace
  /// The listed files by name.
  let files: [String: StoredObject]
  /// Where the store's folder is below.
  let mountPoint: String

  var folder: String { mountPoint + "/" + Store.folderName(farm: id.farmID) }

  /// The generations that have a manifest, ascending.
  var numbers: [Int] { files.keys.compactMap(Store.generation(ofManifest:)).sorted() }
}

extension ServerCopies {
  private static let rangeBytes = 16 << 20
  private static let shortBytesMaximum = 64 << 10

  /// Lists a store and fetches what lies beside its generations.
  func shelf(_ id: ServerStoreID, below folder: String) throws(ServerError) -> Shelf {
    let place = ServerPlace(account: account, farmID: id.farmID).medium(id.mediumID)
    let listed = place.byName(try store.list(place.prefix).objects)
    let shelf = Shelf(
      id: id, place: place, files: listed.filter { Store.isOwn($0.key) },
      mountPoint: "\(folder)/\(id.mediumID)")
    let store = Store.folderName(farm: id.farmID)
    try makeFolders([folder, shelf.mountPoint] + steps(shelf.mountPoint, store))
    for (name, object) in shelf.files
    where Store.isNeededForStaging(name) && Store.generation(ofManifest: name) == nil {
      guard object.bytes <= Self.shortBytesMaximum else { throw .damaged(file: name) }
      try fetchShort(name, shelf, limitBytes: Self.shortBytesMaximum)
    }
    return shelf
  }

  private func steps(_ start: String, _ path: String) -> [String] {
    var places: [String] = []
    for step in path.split(separator: "/") { places.append((places.last ?? start) + "/" + step) }
    return places
  }

  private func makeFolders(_ paths: [String]) throws(ServerError) {
    for path in paths where mkdir(path, 0o700) != 0 && errno != EEXIST {
      throw .state(path: path, errno: errno)
    }
  }

  func fetchManifest(_ number: Int, _ shelf: Shelf) throws(ServerError) {
    guard let name = shelf.files.keys.first(where: { Store.generation(ofManifest: $0) == number })
    else { throw .noSuchGeneration(number) }
    try fetchShort(name, shelf, limitBytes: Store.longestManifestBytes)
  }

  /// A file that proves itself or that nothing rests on; what lies there already stays.
  private func fetchShort(_ name: String, _ shelf: Shelf, limitBytes: Int) throws(ServerError) {
    let path = shelf.folder + "/" + name
    guard access(path, F_OK) != 0 else { return }
    guard let bytes = try store.bytes(shelf.place.key(name), limitBytes: limitBytes) else {
      throw .missing(file: name)
    }
    try NewLocalFile(path: path).take(bytes)
  }

  /// Fetches what is not there yet, a range at a time, and proves each file.
  func fetchFiles(_ files: [FileRecord], _ shelf: Shelf) throws(ServerError) {
    let total = files.reduce(0) { $0 + $1.bytes }
    var done = 0
    for file in files {
      guard let object = shelf.files[file.name] else { throw .missing(file: file.name) }
      guard object.bytes == file.bytes else { throw .damaged(file: file.name) }
      try fetch(file, shelf) { [report, done] in
        report(SendProgress(file: file.name, doneBytes: done + $0, totalBytes: total))
      }
      done += file.bytes
    }
  }

  private func fetch(
    _ file: FileRecord, _ shelf: Shelf, tell: (Int) -> Void
  ) throws(ServerError) {
    let path = shelf.folder + "/" + file.name
    if try isProven(path, file) { return tell(file.bytes) }
    let target = try NewLocalFile(path: path)
    // What an earlier try left may be anything: if the whole is wrong, it is fetched anew.
    for start in Set([0, min(try target.length(), file.bytes)]).sorted(by: >) {
      var offset = start
      while offset < file.bytes {
        try store.checkStop()
        let range = offset..<min(offset + Self.rangeBytes, file.bytes)
        let count = try store.read(
          shelf.place.key(file.name), range: range, into: target.descriptor)
        guard count == range.count else { throw .damaged(file: file.name) }
        offset = range.upperBound
        tell(offset)
      }
      try target.cut(to: file.bytes)
      if try isProven(target.temporary, file) { return try target.publish() }
    }
    target.discard()
    throw .damaged(file: file.name)
  }

  private func isProven(_ path: String, _ file: FileRecord) throws(ServerError) -> Bool {
    guard access(path, F_OK) == 0 else { return false }
    let shipped = ShippedFile(
      name: file.name, path: path, bytes: file.bytes, sha256: file.sha256, kind: .payload)
    do throws(ServerError) {
      try LocalFile(shipped).prove()
      return true
    } catch .localFile {
      return false
    }
  }
}

/// A file that is fetched: beside its place until it is whole.
struct NewLocalFile: ~Copyable {
  let descriptor: Int32
  let temporary: String
  private let path: String

  init(path: String) throws(ServerError) {
    self.path = path
    temporary = path + ".part"
    descriptor = open(temporary, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .state(path: path, errno: errno) }
  }

  deinit { close(descriptor) }

  func length() throws(ServerError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .state(path: path, errno: errno) }
    return Int(status.st_size)
  }

  func cut(to bytes: Int) throws(ServerError) {
    guard ftruncate(descriptor, off_t(bytes)) == 0 else {
      throw .state(path: path, errno: errno)
    }
  }

  /// Takes a short content whole.
  func take(_ bytes: [UInt8]) throws(ServerError) {
    try cut(to: 0)
    guard bytes.isEmpty || pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
      throw .state(path: path, errno: errno)
    }
    try publish()
  }

  func publish() throws(ServerError) {
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw .state(path: path, errno: errno)
    }
  }

  func discard() { unlink(temporary) }
}
