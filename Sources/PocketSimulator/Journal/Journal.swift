import Glibc

/// An append-only file of records: length, CRC-32, payload; a torn end is cut off at opening.
struct Journal: ~Copyable {
  /// The longest record that is written or read.
  static let recordBytes = 4 << 20
  private static let head: [UInt8] = Array("pocket journal 1\n".utf8)

  private let files: any PocketFiles
  private let folder: String
  private let lock: Int32
  private var descriptor: Int32
  /// How many bytes the file has.
  private(set) var size: Int
  private var path: String { folder + "/journal" }

  private init(folder: String, lock: Int32, files: any PocketFiles) {
    self.files = files
    self.folder = folder
    self.lock = lock
    descriptor = -1
    size = 0
  }

  /// Opens or creates the journal of a folder, which no other process may have open.
  static func open(
    folder: String, files: any PocketFiles,
    replay: (JournalRecord) throws(SimulatorFault) -> Void
  ) throws(SimulatorFault) -> Journal {
    try files.makeFolder(folder)
    let lock = try files.open(folder + "/lock", O_RDWR | O_CREAT)
    var journal = Journal(folder: folder, lock: lock, files: files)
    guard files.lock(lock) else { throw .inUse(path: folder) }
    try journal.load(replay)
    return journal
  }

  deinit {
    if descriptor >= 0 { files.close(descriptor) }
    files.close(lock)
  }

  /// Appends records and returns once they are on the disk; each is there before the next begins.
  mutating func append(_ records: [JournalRecord]) throws(SimulatorFault) {
    for record in records { try append(Self.framed(record.payload)) }
  }

  private mutating func append(_ bytes: [UInt8]) throws(SimulatorFault) {
    do {
      try files.write(bytes, to: descriptor, path: path)
      try files.sync(descriptor, path: path)
    } catch {
      // Half a record must not stand before the next one.
      try? files.truncate(descriptor, to: size, path: path)
      throw error
    }
    size += bytes.count
  }

  /// Puts a new file with these records in the place of the old one, at once.
  mutating func replace(with records: [JournalRecord]) throws(SimulatorFault) {
    let next = folder + "/journal.new"
    let fresh = try files.open(next, O_RDWR | O_CREAT | O_TRUNC | O_APPEND)
    var bytes = Self.head
    for record in records { bytes += Self.framed(record.payload) }
    do {
      try files.write(bytes, to: fresh, path: next)
      try files.sync(fresh, path: next)
    } catch {
      files.close(fresh)
      throw error
    }
    do { try files.rename(next, to: path) } catch {
      files.close(fresh)
      throw error
    }
    files.close(descriptor)
    descriptor = fresh
    size = bytes.count
    try files.syncFolder(folder)
  }

  private mutating func load(
    _ replay: (JournalRecord) throws(SimulatorFault) -> Void
  ) throws(SimulatorFault) {
    descriptor = try files.open(path, O_RDWR | O_CREAT | O_APPEND)
    let bytes = try files.read(path)
    if bytes.count < Self.head.count {
      try start()
      return
    }
    guard bytes.starts(with: Self.head) else { throw .unreadable(path: path) }
    size = try Self.replay(bytes, path: path, replay)
    if size < bytes.count {
      try files.truncate(descriptor, to: size, path: path)
      try files.sync(descriptor, path: path)
    }
  }

  private mutating func start() throws(SimulatorFault) {
    try files.truncate(descriptor, to: 0, path: path)
    try files.write(Self.head, to: descriptor, path: path)
    try files.sync(descriptor, path: path)
    try files.syncFolder(folder)
    size = Self.head.count
  }

  /// A journal that holds these records.
  static func bytes(of records: [JournalRecord]) -> [UInt8] {
    records.reduce(into: head) { $0 += framed($1.payload) }
  }

  private static func framed(_ payload: [UInt8]) -> [UInt8] {
    precondition(payload.count <= recordBytes, "a record of \(payload.count) bytes")
    var frame: [UInt8] = []
    frame.reserveCapacity(payload.count + 8)
    for number in [UInt32(payload.count), CRC32.checksum(payload)] {
      withUnsafeBytes(of: number.littleEndian) { frame.append(contentsOf: $0) }
    }
    return frame + payload
  }

  /// Hands over every whole record and returns where the last one ends.
  private static func replay(
    _ bytes: [UInt8], path: String, _ replay: (JournalRecord) throws(SimulatorFault) -> Void
  ) throws(SimulatorFault) -> Int {
    var position = head.count
    while position + 8 <= bytes.count {
      guard let payload = payload(bytes, position) else {
        // A torn write can only be the last one; anything else is damage.
        guard !isFollowedByRecord(bytes, position) else {
          throw .damaged(path: path, offset: position)
        }
        break
      }
      let end = position + 8 + payload.count
      guard let record = JournalRecord(payload: payload) else { throw .unreadable(path: path) }
      try replay(record)
      position = end
    }
    return position
  }

  /// The content of a whole record at `position`; nil where none stands there.
  private static func payload(_ bytes: [UInt8], _ position: Int) -> [UInt8]? {
    let length = Int(number(bytes, position))
    guard length > 0, length <= recordBytes, position + 8 + length <= bytes.count else {
      return nil
    }
    let payload = Array(bytes[position + 8..<position + 8 + length])
    return CRC32.checksum(payload) == number(bytes, position + 4) ? payload : nil
  }

  /// True where a whole record stands after `position`; the disk may keep any sector of a torn one.
  private static func isFollowedByRecord(_ bytes: [UInt8], _ position: Int) -> Bool {
    guard position + 9 <= bytes.count else { return false }
    return (position + 1...bytes.count - 8).contains { payload(bytes, $0) != nil }
  }

  private static func number(_ bytes: [UInt8], _ position: Int) -> UInt32 {
    bytes[position..<position + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
