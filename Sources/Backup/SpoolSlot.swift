import FarmDatabase
import Records

/// One run of pages on its way from the database to the spool.
struct SpoolSlot {
  let pageSize: Int
  let pages: Buffer
  let hashes: Buffer
  private let baseHashes: Buffer
  private let records: Buffer
  private let encoder: FrameEncoder?
  /// What goes to the spool: the run as one frame, or the records of the pages that differ.
  private(set) var carried: UnsafeRawBufferPointer
  var first = 0
  var count = 0
  private(set) var changed = 0
  /// True where the earlier spool has this very run.
  private(set) var isKept = false

  init(pageSize: Int, pages count: Int, isFull: Bool) throws(BackupError) {
    self.pageSize = pageSize
    pages = Buffer(bytes: count * pageSize)
    hashes = Buffer(bytes: count * PageHash.bytes)
    baseHashes = Buffer(bytes: count * PageHash.bytes)
    encoder = isFull ? try FrameEncoder(.full) : nil
    let recordBytes = count * DeltaFormat.recordBytes(pageSize: pageSize)
    records = Buffer(bytes: isFull ? FrameLimits.compressedBytes : recordBytes)
    carried = pages.bytes(0)
  }

  func read(_ source: PageSource) throws(BackupError) {
    let (first, count) = (first, count)
    let target = pages.all
    try SnapshotFault.wrapped { () throws(SnapshotError) in
      try source.read(firstPage: first, count: count, into: target)
    }
  }

  private mutating func compress(_ run: UnsafeRawBufferPointer) throws(BackupError) {
    guard let encoder else { preconditionFailure("a delta of \(count) pages without a base") }
    carried = records.bytes(try encoder.encode(run, into: records.all))
    changed = count
  }

  /// A frame of the earlier spool holds these pages, no less and no more.
  private func isHeld(by earlier: Spool?) throws(BackupError) -> Bool {
    guard let earlier else { return false }
    let whole = pages.all.count / pageSize
    guard first + count <= earlier.pageCount,
      count == whole || first + count == earlier.pageCount
    else { return false }
    let bytes = count * PageHash.bytes
    try earlier.hashes.readAll(into: baseHashes.prefix(bytes), at: first * PageHash.bytes)
    return hashes.bytes(bytes).holds(baseHashes.bytes(bytes))
  }

  mutating func hashAndCompare(
    _ base: BaseIndex?, _ earlier: Spool?
  ) throws(BackupError) {
    let run = pages.bytes(count * pageSize)
    PageHash.hash(run, pageSize: pageSize, into: hashes.all)
    guard let base, encoder == nil else {
      isKept = try isHeld(by: earlier)
      if !isKept { return try compress(run) }
      changed = count
      return
    }
    let known = max(0, min(count, base.pageCount - first))
    if known > 0 {
      try base.hashes.readAll(
        into: baseHashes.prefix(known * PageHash.bytes), at: first * PageHash.bytes)
    }
    changed = 0
    for page in 0..<count {
      let place = page * PageHash.bytes..<(page + 1) * PageHash.bytes
      if page < known && hashes.bytes(place).holds(baseHashes.bytes(place)) { continue }
      let record = DeltaFormat.recordBytes(pageSize: pageSize)
      let target = UnsafeMutableRawBufferPointer(
        rebasing: records.all[changed * record..<(changed + 1) * record])
      DeltaFormat.write(
        page: first + page, image: pages.bytes(page * pageSize..<(page + 1) * pageSize),
        into: target)
      changed += 1
    }
    carried = records.bytes(changed * DeltaFormat.recordBytes(pageSize: pageSize))
  }
}
