import Age
import Records

/// Rebuilds the image from what lies on the medium and holds it against the locked pages' hashes.
struct Rehearsal {
  let folder: MediumFolder
  let spool: Spool
  let identity: Identity?
  let report: ProgressReport
  /// Gets the pages of a full.
  let check: IntegrityCheck?
  private let mine = Buffer(bytes: chunkBytes)
  private let other = Buffer(bytes: chunkBytes)
  private static let chunkBytes = 64 << 10

  init(
    folder: MediumFolder, spool: Spool, identity: Identity? = nil, check: IntegrityCheck? = nil,
    report: @escaping ProgressReport
  ) {
    self.folder = folder
    self.spool = spool
    self.identity = identity
    self.check = check
    self.report = report
  }

  /// Throws `readBackMismatch` with the name of the file that differs.
  func prove(_ files: [StoredFile], header: [UInt8]) throws(BackupError) {
    do throws(BackupError) {
      if let base = spool.base {
        try proveDelta(files, header: header, base: base)
      } else {
        try proveFull(files)
      }
    } catch .fileDamaged(let file, _) {
      throw .readBackMismatch(file: file)
    }
  }

  private func proveFull(_ files: [StoredFile]) throws(BackupError) {
    var page = 0
    try Decompression.run(
      FrameReader(folder: folder, files: files, identity: identity),
      layout: .image(pageSize: spool.pageSize),
      phase: .readingBack, report: report
    ) { frame throws(BackupError) in
      guard page + frame.pages <= spool.pageCount,
        try matches(frame.hashes, fromPage: page)
      else { throw BackupError.readBackMismatch(file: frame.file) }
      try check?.add(frame.content, at: page * spool.pageSize)
      page += frame.pages
    }
    guard page == spool.pageCount else { throw .readBackMismatch(file: last(files)) }
  }

  private func proveDelta(
    _ files: [StoredFile], header: [UInt8], base: BaseIndex
  ) throws(BackupError) {
    let record = DeltaFormat.recordBytes(pageSize: spool.pageSize)
    var isHeaderRead = false
    var next = 0
    var records = 0
    try Decompression.run(
      FrameReader(folder: folder, files: files, identity: identity),
      layout: .records(pageSize: spool.pageSize),
      phase: .readingBack, report: report
    ) { frame throws(BackupError) in
      guard isHeaderRead else {
        isHeaderRead = frame.content.elementsEqual(header)
        guard isHeaderRead else { throw BackupError.readBackMismatch(file: frame.file) }
        return
      }
      for index in 0..<frame.pages {
        let start = index * record
        let page = DeltaFormat.page(of: frame.content.sub(start..<start + 4))
        let place = index * PageHash.bytes..<(index + 1) * PageHash.bytes
        guard page >= next, page < spool.pageCount,
          try matches(frame.hashes.sub(place), fromPage: page)
        else { throw BackupError.readBackMismatch(file: frame.file) }
        try proveUnchanged(next..<page, base, file: frame.file)
        next = page + 1
        records += 1
      }
    }
    guard isHeaderRead, records == spool.carriedPages else {
      throw .readBackMismatch(file: last(files))
    }
    try proveUnchanged(next..<spool.pageCount, base, file: last(files))
  }

  private func last(_ files: [StoredFile]) -> String { files.last?.record.name ?? "" }

  private func matches(
    _ hashes: UnsafeRawBufferPointer, fromPage page: Int
  ) throws(BackupError) -> Bool {
    let expected = mine.prefix(hashes.count)
    try spool.hashes.readAll(into: expected, at: page * PageHash.bytes)
    return UnsafeRawBufferPointer(expected).holds(hashes)
  }

  /// Pages that the delta does not carry must stand in the base as they stood under the lock.
  private func proveUnchanged(
    _ pages: Range<Int>, _ base: BaseIndex, file: String
  ) throws(BackupError) {
    guard pages.upperBound <= base.pageCount || pages.isEmpty else {
      throw .readBackMismatch(file: file)
    }
    let end = pages.upperBound * PageHash.bytes
    for offset in stride(from: pages.lowerBound * PageHash.bytes, to: end, by: Self.chunkBytes) {
      let count = min(Self.chunkBytes, end - offset)
      try spool.hashes.readAll(into: mine.prefix(count), at: offset)
      try base.hashes.readAll(into: other.prefix(count), at: offset)
      guard mine.bytes(count).holds(other.bytes(count)) else {
        throw .readBackMismatch(file: file)
      }
    }
  }
}
