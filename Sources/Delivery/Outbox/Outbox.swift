import Backup
import Foundation

/// What waits to leave the farm: parcels in folders of their own, whole or not there, in order.
package struct Outbox: Sendable {
  // A parcel exists as soon as its folder has its name, and no longer once that is another one.

  /// More would only hide that nothing goes out.
  package static let entriesMaximum = 200
  private static let reserveBytes: UInt64 = 256 << 20
  private static let entryFile = "entry.json"
  private static let recordFile = "channels.json"
  private static let lockFile = "sending.lock"
  private static let goneMark = ".gone"
  private static let fileBytesMaximum = 1 << 20
  private static let numberFile = "numbers"

  /// Where it is.
  package let folder: String

  /// Nothing is written before something is laid in.
  package init(folder: String) { self.folder = folder }

  /// Makes the folder where there is none; nobody else may look into it.
  package func make() throws(OutboxError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch { throw .system(path: folder, errno: errno) }
  }

  /// Throws unless its disk takes so many bytes and then still has some for everything else.
  package func requireRoom(bytes: UInt64) throws(OutboxError) {
    var space = statvfs()
    guard statvfs(folder, &space) == 0 else { throw .system(path: folder, errno: errno) }
    let free = UInt64(space.f_bavail) * UInt64(space.f_frsize)
    guard free >= bytes + Self.reserveBytes else {
      throw .noRoom(neededBytes: bytes + Self.reserveBytes, freeBytes: free)
    }
  }

  /// Lays a folder in, which stands in the outbox's own under another name; it becomes the parcel.
  package func take(
    _ contents: String, by channel: OutsideChannel, _ parcel: Parcel, milliseconds: UInt64
  ) throws(OutboxError) -> OutboxEntry {
    let waiting = try entries()
    guard waiting.count < Self.entriesMaximum else { throw .full(entries: waiting.count) }
    return try OutboxNumbers(path: folder + "/" + Self.numberFile).next(
      after: { () throws(OutboxError) in try numbers().max() ?? 0 }
    ) { number throws(OutboxError) in
      let entry = OutboxEntry(
        number: number, channel: channel, created: milliseconds, parcel: parcel)
      try SmallFile.write(SelfHashedText.encode(entry), to: contents + "/" + Self.entryFile)
      try SmallFile.synchronizeFolder(contents)
      guard rename(contents, path(of: entry)) == 0 else {
        throw .system(path: path(of: entry), errno: errno)
      }
      try SmallFile.synchronizeFolder(folder)
      return entry
    }
  }

  /// As the file has it: the keys are names of channels.
  private struct Records: Codable {
    var channels: [String: ChannelRecord]
  }

  /// What waits, in order; a parcel that cannot be read does not hide the others.
  package func entries() throws(OutboxError) -> [OutboxEntry] {
    var found: [OutboxEntry] = []
    for name in try names() where Self.number(of: name) != nil {
      if let entry = try? entry(in: name) { found.append(entry) }
    }
    return found.sorted { $0.number < $1.number }
  }

  /// Parcels whose own file is not what was written.
  package func damaged() throws(OutboxError) -> [String] {
    try names().filter { Self.number(of: $0) != nil && (try? entry(in: $0)) == nil }
      .map { folder + "/" + $0 }
  }

  /// How the channels fared; empty before the first try, and where the file was lost.
  package func records() throws(OutboxError) -> [OutsideChannel: ChannelRecord] {
    let path = folder + "/" + Self.recordFile
    guard let bytes = try SmallFile.read(path, limitBytes: Self.fileBytesMaximum),
      let records = SelfHashedText.decode(Records.self, from: bytes)?.channels
    else { return [:] }
    return Dictionary(
      records.compactMap { key, value in OutsideChannel(rawValue: key).map { ($0, value) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// By place, the copies that the server has or that are on their way, and when each was made.
  package func copies(at account: String) throws(OutboxError) -> [String: [Int: UInt64]] {
    var copies = try sent(to: account)
    for entry in try entries() where entry.channel == .server && !entry.isSetAside {
      copies[entry.parcel.place, default: [:]].merge(entry.parcel.moments) { _, later in later }
    }
    return copies
  }

  /// By place, the copies that the server was known to have, and when each was made.
  package func sent(to account: String) throws(OutboxError) -> [String: [Int: UInt64]] {
    guard let record = try records()[.server], record.account == account else { return [:] }
    return record.holds
  }

  /// What the server has in these places is no longer known: what goes there next goes elsewhere.
  package func forget(places: Set<String>) throws(OutboxError) {
    try whileSending { () throws(OutboxError) in
      var records = try records()
      for place in places { records[.server]?.holds[place] = nil }
      try write(records)
    }
  }

  /// Gives a parcel up, whole or damaged; false where none has this number.
  package func forget(_ number: Int) throws(OutboxError) -> Bool {
    try whileSending { () throws(OutboxError) in
      guard let name = try names().first(where: { Self.number(of: $0) == number }) else {
        return false
      }
      try remove(named: name)
      return true
    }
  }

  /// The parcel's folder.
  package func path(of entry: OutboxEntry) -> String { folder + "/" + entry.name }

  /// One sender at a time; what was sent and not yet taken away goes first.
  func whileSending<Result>(
    _ body: () throws(OutboxError) -> Result
  ) throws(OutboxError) -> Result {
    try make()
    let path = folder + "/" + Self.lockFile
    let lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw .system(path: path, errno: errno) }
    defer { close(lock) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw .busy }
    for name in try names() where name.hasSuffix(Self.goneMark) {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    return try body()
  }

  func rewrite(_ entry: OutboxEntry) throws(OutboxError) {
    try SmallFile.write(
      SelfHashedText.encode(entry), to: path(of: entry) + "/" + Self.entryFile)
  }

  /// Gone at once, whatever happens while its files are taken away.
  func remove(_ entry: OutboxEntry) throws(OutboxError) { try remove(named: entry.name) }

  private func remove(named name: String) throws(OutboxError) {
    let path = folder + "/" + name
    let gone = path + Self.goneMark
    guard rename(path, gone) == 0 else { throw .system(path: path, errno: errno) }
    try SmallFile.synchronizeFolder(folder)
    try? FileManager.default.removeItem(atPath: gone)
  }

  func write(_ records: [OutsideChannel: ChannelRecord]) throws(OutboxError) {
    let named = Dictionary(uniqueKeysWithValues: records.map { ($0.key.rawValue, $0.value) })
    try SmallFile.write(
      SelfHashedText.encode(Records(channels: named)), to: folder + "/" + Self.recordFile)
  }

  private func entry(in name: String) throws(OutboxError) -> OutboxEntry {
    let path = folder + "/" + name + "/" + Self.entryFile
    guard let bytes = try SmallFile.read(path, limitBytes: Self.fileBytesMaximum),
      let entry = SelfHashedText.decode(OutboxEntry.self, from: bytes), entry.name == name
    else { throw .damaged(path: path) }
    return entry
  }

  private func names() throws(OutboxError) -> [String] {
    guard access(folder, F_OK) == 0 || errno != ENOENT else { return [] }
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw .system(path: folder, errno: errno)
    }
  }

  /// Also those of what is gone: a name that still stands there cannot be given again.
  private func numbers() throws(OutboxError) -> [Int] {
    try names().compactMap { name in
      let isGone = name.hasSuffix(Self.goneMark)
      return Self.number(of: isGone ? String(name.dropLast(Self.goneMark.count)) : name)
    }
  }

  /// Of a parcel that waits; nil for every other name.
  private static func number(of name: String) -> Int? {
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    guard words.count == 2, OutsideChannel(rawValue: String(words[1])) != nil else { return nil }
    return Int(words[0])
  }
}
