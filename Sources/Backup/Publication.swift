import Glibc
import Records

/// Brings one spool onto the medium: written, read back, rebuilt, and only then named.
struct Publication {
  let store: Store
  let generation: Int
  let order: BackupWriter.Order
  let spool: Spool
  let reason: FullReason?
  let slice: ReadBackRecord.BaseSlice?
  let ahead: WriteAhead
  let writer: BackupWriter

  /// Room for manifest, folder entries and clusters beyond the payload.
  static let reserveBytes: UInt64 = 2 << 20

  func run() throws(BackupError) -> Manifest {
    try store.prove()
    let frames = try compressed()
    let isOnItsWay = ahead.holds(frames)
    try preflight(payloadBytes: isOnItsWay ? 0 : frames.bytes)
    let payload =
      try isOnItsWay
      ? ahead.finish(totalBytes: frames.bytes, report: writer.report) : writePayload(frames)
    let index = try spool.base == nil ? writeIndex() : nil
    let seal = try SealPublication(folder: store.folder, key: store.keys.sealing).record()
    try store.prove()
    try rehearse(payload, index)
    let manifest = manifest(payload.map(\.record), index?.record, seal)
    return try publish(manifest, payload + [index].compactMap { $0 })
  }

  private var header: [UInt8] {
    guard let base = spool.base else { return [] }
    return DeltaFormat.encode(
      DeltaFormat.Header(
        pageSize: spool.pageSize, pageCount: spool.pageCount, records: spool.carriedPages,
        baseGeneration: base.generation))
  }

  private func compressed() throws(BackupError) -> Frames {
    switch spool.content {
    case .frames(let frames): return frames
    case .records(let file, let bytes):
      return try Compression.frames(
        header: header, records: file, bytes: bytes, pageSize: spool.pageSize,
        scratchFolder: writer.scratchFolder)
    }
  }

  /// All sizes are known by now: a medium that is too small keeps all its copies and gets none.
  private func preflight(payloadBytes: Int) throws(BackupError) {
    let index = spool.base == nil ? spool.pageCount * PageHash.bytes : 0
    let needed = Self.roomBytes(of: payloadBytes + index, isSealed: writer.recipient != nil)
    var free = try store.folder.freeBytes()
    if needed > free, payloadBytes > 0 {
      // Nothing of this copy is written yet: what a removal began must not be in its way.
      try Removal(store: store).finishCut()
      free = try store.folder.freeBytes()
    }
    guard needed > free else { return }
    // A full staging folder is the PC's own disk, not the medium.
    if writer.destination == .disc { throw .scratch(folder: writer.scratchFolder, errno: ENOSPC) }
    throw .mediumFull(neededBytes: needed, freeBytes: free)
  }

  /// What so many bytes in a few files take at most.
  static func roomBytes(of bytes: Int, isSealed: Bool) -> UInt64 {
    // What sealing adds lies within a part in 4,096, an opening a file within the reserve.
    UInt64(bytes + (isSealed ? bytes / 4_096 : 0)) + reserveBytes
  }

  private func writePayload(_ frames: Frames) throws(BackupError) -> [StoredFile] {
    let name =
      spool.base == nil ? StoreNames.full(generation) : StoreNames.delta(generation)
    let parts = PartWriter(
      folder: store.folder, name: name, recipient: writer.recipient, partBytes: writer.partBytes,
      expected: frames.bytes)
    var done = 0
    try frames.each { frame throws(BackupError) in
      try parts.append(frame)
      done += frame.count
      try writer.report(
        CopyProgress(
          phase: .writing, doneBytes: UInt64(done), totalBytes: UInt64(frames.bytes)))
    }
    return try parts.finish()
  }

  private func writeIndex() throws(BackupError) -> StoredFile {
    let name = StoreNames.sealed(StoreNames.index(generation), writer.recipient != nil)
    let temporary = name + StoreNames.temporarySuffix
    let content = try ContentWriter(
      try store.folder.create(temporary), for: writer.recipient,
      expected: spool.pageCount * PageHash.bytes)
    try eachHashChunk { bytes throws(BackupError) in try content.append(bytes) }
    return StoredFile(nameOnMedium: temporary, record: try content.finish(name: name))
  }

  private func eachHashChunk(
    _ body: (UnsafeRawBufferPointer) throws(BackupError) -> Void
  ) throws(BackupError) {
    let buffer = Buffer(bytes: FrameLimits.contentBytes)
    let total = spool.pageCount * PageHash.bytes
    for offset in stride(from: 0, to: total, by: buffer.all.count) {
      let count = min(buffer.all.count, total - offset)
      try spool.hashes.readAll(into: buffer.prefix(count), at: offset)
      try body(buffer.bytes(count))
    }
  }

  private func rehearse(_ payload: [StoredFile], _ index: StoredFile?) throws(BackupError) {
    let identity = store.keys.sealing?.identity
    let check =
      spool.base == nil ? try IntegrityCheck(scratchFolder: writer.scratchFolder) : nil
    try Rehearsal(
      folder: store.folder, spool: spool, identity: identity, check: check, report: writer.report
    ).prove(payload, header: header)
    if let check {
      try writer.report(CopyProgress(phase: .checkingIntegrity, doneBytes: 0, totalBytes: 0))
      try check.prove()
    }
    guard let index else { return }
    do throws(BackupError) {
      try compare(
        try ContentReader(
          try store.folder.open(index.nameOnMedium), record: index.record, identity: identity))
    } catch .fileDamaged {
      throw .readBackMismatch(file: index.record.name)
    }
  }

  private func compare(_ index: ContentReader) throws(BackupError) {
    let found = Buffer(bytes: FrameLimits.contentBytes)
    try eachHashChunk { bytes throws(BackupError) in
      let count = try index.read(into: found.all)
      guard found.bytes(count).holds(bytes) else {
        throw BackupError.fileDamaged(file: "", segment: nil)
      }
    }
    try index.finish()
  }

  private func manifest(
    _ files: [FileRecord], _ index: FileRecord?, _ seal: SealRecord?
  ) -> Manifest {
    guard let identity = store.identity else {
      preconditionFailure("a store without identity was opened for writing")
    }
    let written = files.reduce(index?.bytes ?? 0) { $0 + $1.bytes }
    return Manifest(
      format: seal == nil ? Manifest.plainFormat : Manifest.currentFormat,
      generation: generation,
      kind: spool.base == nil ? .full : .delta, fullReason: reason,
      base: spool.base.map { Manifest.Base(generation: $0.generation, imageSHA256: $0.imageHash) },
      farmID: identity.farmID, mediumID: identity.mediumID,
      created: UTCText.text(milliseconds: order.milliseconds),
      createdMilliseconds: order.milliseconds, program: writer.program,
      pageSize: spool.pageSize, pageCount: spool.pageCount,
      imageSHA256: ImageProof.text(of: spool.imageHash, store.keys.sealing?.identity),
      changeCounter: spool.changeCounter,
      carriedPages: spool.carriedPages, files: files, index: index,
      readBack: ReadBackRecord(
        method: readBackMethod,
        newBytes: written, base: slice),
      stateMark: StateMark.of(spool.stateText),
      certificate: Certificate(
        commit: order.commit, isPartial: order.isPartial, facts: order.facts,
        medium: writer.medium),
      seal: seal)
  }

  private var readBackMethod: ReadBackRecord.Method {
    if writer.destination == .disc { return .beforeBurning }
    return store.folder.isOverFUSE() ? .pageCacheDroppedOverFUSE : .pageCacheDropped
  }

  /// The manifest's name comes last: from then on the generation exists.
  private func publish(
    _ manifest: Manifest, _ files: [StoredFile]
  ) throws(BackupError) -> Manifest {
    let folder = store.folder
    try writer.report(CopyProgress(phase: .publishing, doneBytes: 0, totalBytes: 0))
    let bytes = SelfHashedText.encode(manifest)
    guard bytes.count <= Store.manifestBytesMaximum else {
      throw .io(path: StoreNames.manifest(manifest.generation), errno: EFBIG)
    }
    let name = StoreNames.manifest(manifest.generation)
    let temporary = try WholeFile.stage(bytes, to: folder, as: name)
    for file in files { try folder.publish(file.nameOnMedium, as: file.record.name) }
    try folder.synchronize()
    try store.prove()
    try folder.publish(temporary, as: name)
    try folder.synchronize()
    try folder.synchronizeFileSystem()
    try store.prove()
    let found = try store.manifest(manifest.generation)
    guard found == manifest else { throw .readBackMismatch(file: name) }
    return found
  }
}
