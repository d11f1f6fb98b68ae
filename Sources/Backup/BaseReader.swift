import Records

/// Reads a base again: the planned segments, and its page hashes onto the local disk.
struct BaseReader {
  let store: Store
  let base: Manifest
  let scratchFolder: String
  let report: ProgressReport

  /// Throws `baseBroken` with the part's name where a segment differs from its hash.
  func prove(_ slice: ReadBackRecord.BaseSlice) throws(BackupError) {
    let all = base.files.flatMap { file in file.segments.indices.map { (file, $0) } }
    let buffer = Buffer(bytes: FileProof.segmentBytes)
    var open: (name: String, file: OpenFile)?
    for step in 0..<slice.segmentCount {
      let (record, segment) = all[(slice.firstSegment + step) % all.count]
      do throws(BackupError) {
        if open?.name != record.name {
          open = (record.name, try store.folder.open(record.name))
          open?.file.dropCache()
        }
        try prove(record, segment: segment, of: open!.file, buffer)
      } catch {
        throw try broken(record.name, error)
      }
      try report(
        CopyProgress(
          phase: .checkingBase, doneBytes: UInt64((step + 1) * FileProof.segmentBytes),
          totalBytes: UInt64(slice.segmentCount * FileProof.segmentBytes)))
    }
    open?.file.dropCache()
  }

  private func prove(
    _ record: FileRecord, segment: Int, of file: OpenFile, _ buffer: Buffer
  ) throws(BackupError) {
    let offset = segment * FileProof.segmentBytes
    let count = min(FileProof.segmentBytes, record.bytes - offset)
    guard count > 0 else { throw .manifestDamaged(file: StoreNames.manifest(base.generation)) }
    file.readAhead(from: offset + count)
    try file.readAll(into: buffer.prefix(count), at: offset)
    var proof = FileProof()
    proof.add(buffer.bytes(count))
    guard proof.record(name: record.name).segments == [record.segments[segment]] else {
      throw .fileDamaged(file: record.name, segment: segment)
    }
  }

  /// An error of the base is one only while the medium is there.
  private func broken(_ name: String, _ error: BackupError) throws(BackupError) -> BackupError {
    switch error {
    case .io, .fileDamaged, .fileMissing, .imageMismatch:
      try store.prove()
      return .baseBroken(file: name)
    default: return error
    }
  }

  /// The page hashes; from the index file, or where that is damaged from the full itself.
  func index() throws(BackupError) -> BaseIndex {
    do throws(BackupError) {
      return try copiedIndex()
    } catch {
      switch error {
      case .fileMissing, .fileDamaged, .io: return try rebuiltIndex()
      // The full cannot be opened either, or there is no room for what it tells.
      default: throw error
      }
    }
  }

  private func copiedIndex() throws(BackupError) -> BaseIndex {
    guard let record = base.index else {
      throw .fileMissing(file: StoreNames.index(base.generation))
    }
    let identity = try store.identity(for: base)
    let source = try ContentReader(
      try store.folder.open(record.name), record: record, identity: identity)
    let total = base.pageCount * PageHash.bytes
    guard source.contentBytes == total else {
      throw .fileDamaged(file: record.name, segment: nil)
    }
    let target = try OpenFile.scratch(in: scratchFolder)
    let buffer = Buffer(bytes: FrameLimits.contentBytes)
    var hash = RunningHash()
    var offset = 0
    while offset < total {
      let count = try source.read(into: buffer.all)
      guard count > 0 else { throw .fileDamaged(file: record.name, segment: nil) }
      hash.add(buffer.bytes(count))
      try target.write(buffer.bytes(count), at: offset)
      offset += count
    }
    guard ImageProof.text(of: hash.digest(), identity) == base.imageSHA256 else {
      throw .fileDamaged(file: record.name, segment: nil)
    }
    return BaseIndex(
      imageHash: base.imageSHA256, generation: base.generation, pageSize: base.pageSize,
      pageCount: base.pageCount,
      hashes: target)
  }

  /// Decompresses the whole full, which proves it as well.
  func rebuiltIndex() throws(BackupError) -> BaseIndex {
    let identity = try store.identity(for: base)
    let target = try OpenFile.scratch(in: scratchFolder)
    var hash = RunningHash()
    var pages = 0
    do throws(BackupError) {
      try Decompression.run(
        try store.frames(of: base), layout: base.layout, phase: .checkingBase, report: report
      ) { frame throws(BackupError) in
        hash.add(frame.hashes)
        try target.write(frame.hashes, at: pages * PageHash.bytes)
        pages += frame.pages
      }
      guard pages == base.pageCount,
        ImageProof.text(of: hash.digest(), identity) == base.imageSHA256
      else {
        throw BackupError.imageMismatch(generation: base.generation)
      }
    } catch {
      if case .fileDamaged(let file, _) = error { throw try broken(file, error) }
      throw try broken(StoreNames.full(base.generation), error)
    }
    return BaseIndex(
      imageHash: base.imageSHA256, generation: base.generation, pageSize: base.pageSize,
      pageCount: base.pageCount,
      hashes: target)
  }
}

extension Manifest {
  var stored: [StoredFile] { files.map { StoredFile(nameOnMedium: $0.name, record: $0) } }

  var layout: Decompression.Layout {
    kind == .full ? .image(pageSize: pageSize) : .records(pageSize: pageSize)
  }
}
