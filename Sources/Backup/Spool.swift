import FarmDatabase
import Records

/// What was taken from the locked database: all page hashes, and the pages that differ.
struct Spool {
  let pageSize: Int
  let pageCount: Int
  let changeCounter: UInt32
  let stateText: String?
  /// 16 bytes a page, in order.
  let hashes: OpenFile
  let imageHash: [UInt8]
  /// Nil for a full.
  let base: BaseIndex?
  let carriedPages: Int
  let content: Content

  /// Of a full; nil for a delta.
  var frames: Frames? {
    if case .frames(let frames) = content { frames } else { nil }
  }

  /// A full is compressed at once: writing its image out raw would block the farm program longer.
  enum Content {
    case frames(Frames)
    case records(OpenFile, bytes: Int)
  }
}

/// The page hashes of a full, on the local disk.
struct BaseIndex {
  /// Its image hash in hexadecimal.
  let imageHash: String
  let generation: Int
  let pageSize: Int
  let pageCount: Int
  let hashes: OpenFile
}

/// Reads, hashes and compares under the lock; the medium is not touched here.
struct Spooler {
  /// Beyond this share a delta is not worth its dependence.
  static let changedPercentMaximum = 25

  let source: PageSource
  let scratchFolder: String
  /// Takes the frames of a full on while later ones are packed.
  var ahead: WriteAhead?
  let report: ProgressReport

  /// A delta against `base`, or nil where too many pages differ.
  func delta(from base: BaseIndex) throws(BackupError) -> Spool? {
    try spool(base: base)
  }

  /// Of `earlier`, a full made without the lock, the runs that still hold are not packed again.
  func full(after earlier: Spool? = nil) throws(BackupError) -> Spool {
    guard let spool = try spool(base: nil, after: earlier) else {
      preconditionFailure("a full of \(source.pageCount) pages was given up")
    }
    return spool
  }

  private func frames(after kept: Frames?) throws(BackupError) -> Frames {
    if let kept { return Frames(after: kept) }
    return Frames(file: try OpenFile.scratch(in: scratchFolder))
  }

  private func spool(
    base: BaseIndex?, after earlier: Spool? = nil
  ) throws(BackupError) -> Spool? {
    let hashes = try OpenFile.scratch(in: scratchFolder)
    let pageSize = source.pageSize
    let earlier = earlier?.pageSize == pageSize ? earlier : nil
    let kept = earlier?.frames
    let frames = try frames(after: kept)
    let ahead = base == nil && kept == nil ? ahead : nil
    try ahead?.begin(frames.file, contentBytes: source.pageCount * pageSize)
    let run = FrameLimits.contentBytes / pageSize
    let changedMaximum = source.pageCount * Self.changedPercentMaximum / 100
    var next = 0
    var image = RunningHash()
    var changed = 0
    var isWorthIt = true
    try Pipeline.run(
      slot: { () throws(BackupError) in
        try SpoolSlot(pageSize: pageSize, pages: run, isFull: base == nil)
      },
      take: { slot throws(BackupError) in
        guard next < source.pageCount else { return false }
        slot.first = next
        slot.count = min(run, source.pageCount - next)
        next += slot.count
        try slot.read(source)
        return true
      },
      work: { slot throws(BackupError) in try slot.hashAndCompare(base, kept == nil ? nil : earlier)
      },
      deliver: { slot throws(BackupError) in
        let hashBytes = slot.hashes.bytes(slot.count * PageHash.bytes)
        image.add(hashBytes)
        try hashes.write(hashBytes, at: slot.first * PageHash.bytes)
        changed += slot.changed
        isWorthIt = base == nil || changed <= changedMaximum
        if slot.isKept, let kept {
          frames.keep(slot.first / run, of: kept)
        } else {
          let place = try frames.append(slot.carried)
          ahead?.offer(place)
        }
        try report(
          CopyProgress(
            phase: .hashing, doneBytes: UInt64((slot.first + slot.count) * pageSize),
            totalBytes: UInt64(source.pageCount * pageSize)))
        return isWorthIt
      })
    guard isWorthIt else { return nil }
    let counter = try SnapshotFault.wrapped { () throws(SnapshotError) in
      try source.changeCounter()
    }
    return Spool(
      pageSize: pageSize, pageCount: source.pageCount, changeCounter: counter,
      stateText: source.stateText, hashes: hashes, imageHash: image.digest(),
      base: base, carriedPages: changed,
      content: base == nil ? .frames(frames) : .records(frames.file, bytes: frames.bytes))
  }
}

/// Errors of the snapshot as errors of the copy.
enum SnapshotFault {
  static func wrapped<Value>(
    _ body: () throws(SnapshotError) -> Value
  ) throws(BackupError) -> Value {
    do throws(SnapshotError) {
      return try body()
    } catch {
      throw .snapshot(error)
    }
  }
}
