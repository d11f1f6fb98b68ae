import CFileSystem
import Glibc
import Records

extension Store {
  /// The newest copy of every pocket, made no later than said; a partial one where all are.
  package func newest(
    until milliseconds: UInt64? = nil
  ) throws(BackupError) -> Manifest {
    let all = try generations().compactMap { state -> Manifest? in
      if case .complete(let manifest) = state { manifest } else { nil }
    }
    guard !all.isEmpty else { throw .noStore }
    let old = all.filter { $0.createdMilliseconds <= milliseconds ?? .max }
    // A partial copy succeeds no complete one: it is restored only where it is named.
    if let best = old.last(where: { !$0.certificate.isPartial }) ?? old.last { return best }
    throw .nothingSoOld(milliseconds: milliseconds ?? .max)
  }

  /// The manifest of a copy that can be restored.
  package func usable(_ generation: Int) throws(BackupError) -> Manifest {
    try family(of: generation).0
  }

  /// The farm's folder on the medium.
  package var farm: String { identity?.farm ?? "" }

  /// The store's identity on its medium; empty where `medium.json` is damaged.
  package var mediumID: String { identity?.mediumID ?? "" }

  /// The newest number that a manifest has, usable or not; nil where there is none.
  package func newestNumber() throws(BackupError) -> Int? {
    let numbers = try folder.names().compactMap(StoreNames.generationOfManifest)
    // A pulled stick lists nothing.
    try prove()
    return numbers.max()
  }

  /// Rebuilds one generation into a new file at `path`, proven page by page; never overwrites.
  package func restore(
    _ generation: Int, to path: String, report: @escaping ProgressReport = { _ in }
  ) throws(BackupError) {
    let (manifest, base) = try family(of: generation)
    var status = stat()
    guard lstat(path, &status) != 0 else { throw .targetExists(path: path) }
    let target = try NewFile(for: path)
    do throws(BackupError) {
      try Restoration(store: self, manifest: manifest, base: base, report: report)
        .write(to: target.file)
      try target.publish()
    } catch {
      target.discard()
      throw error
    }
  }
}

/// A file beside its future place, which it takes only when it is whole.
struct NewFile {
  let file: OpenFile
  let path: String
  let temporary: String

  init(for path: String) throws(BackupError) {
    self.path = path
    let mark = UInt64.random(in: 0...UInt64.max)
    temporary = path + ".restoring-" + String(mark, radix: 16)
    let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .io(path: path, errno: errno) }
    file = OpenFile(descriptor: descriptor, path: path)
  }

  func publish() throws(BackupError) {
    if pocket_rename_new(AT_FDCWD, temporary, path) != 0 {
      if errno == EEXIST { throw .targetExists(path: path) }
      // A file system without that flag: a second name fails as well where one is taken.
      guard errno == EINVAL || errno == ENOSYS, link(temporary, path) == 0 else {
        throw errno == EEXIST ? .targetExists(path: path) : .io(path: path, errno: errno)
      }
      unlink(temporary)
    }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .io(path: folder, errno: errno) }
    try OpenFile(descriptor: descriptor, path: folder).synchronize()
  }

  /// Takes away what this call itself made on the local disk.
  func discard() { unlink(temporary) }
}

/// Full, then delta over it, then the whole image read again.
struct Restoration {
  let store: Store
  let manifest: Manifest
  let base: Manifest?
  let report: ProgressReport

  func write(to target: OpenFile) throws(BackupError) {
    try unpackFull(base ?? manifest, to: target)
    if base != nil { try overlay(on: target) }
    guard ftruncate(target.descriptor, off_t(manifest.pageCount * manifest.pageSize)) == 0 else {
      throw target.fault()
    }
    try target.synchronize()
    target.dropCache()
    guard try imageHash(of: target) == manifest.imageSHA256 else {
      throw .imageMismatch(generation: manifest.generation)
    }
  }

  private func unpackFull(_ full: Manifest, to target: OpenFile) throws(BackupError) {
    var offset = 0
    try Decompression.run(
      try store.frames(of: full), layout: full.layout, phase: .restoring, report: report
    ) { frame throws(BackupError) in
      guard offset + frame.content.count <= full.pageCount * full.pageSize else {
        throw BackupError.fileDamaged(file: frame.file, segment: nil)
      }
      try target.write(frame.content, at: offset)
      offset += frame.content.count
    }
  }

  private func overlay(on target: OpenFile) throws(BackupError) {
    let pageSize = manifest.pageSize
    let record = DeltaFormat.recordBytes(pageSize: pageSize)
    var isHeaderRead = false
    var next = 0
    try Decompression.run(
      try store.frames(of: manifest), layout: manifest.layout, phase: .restoring, report: report
    ) { frame throws(BackupError) in
      guard isHeaderRead else {
        isHeaderRead = DeltaFormat.header(of: frame.content) == manifest.deltaHeader
        guard isHeaderRead else {
          throw BackupError.fileDamaged(file: frame.file, segment: nil)
        }
        return
      }
      for index in 0..<frame.pages {
        let bytes = frame.content.sub(index * record..<(index + 1) * record)
        let page = DeltaFormat.page(of: bytes)
        guard page >= next, page < manifest.pageCount else {
          throw BackupError.fileDamaged(file: frame.file, segment: nil)
        }
        try target.write(bytes.sub(4..<record), at: page * pageSize)
        next = page + 1
      }
    }
  }

  private struct Slot {
    let pages = Buffer(bytes: FrameLimits.contentBytes)
    let hashes = Buffer(bytes: FrameLimits.contentBytes / 512 * PageHash.bytes)
    var count = 0
  }

  private func imageHash(of target: OpenFile) throws(BackupError) -> String {
    let pageSize = manifest.pageSize
    let total = manifest.pageCount * pageSize
    var next = 0
    var image = RunningHash()
    try Pipeline.run(
      slot: { Slot() },
      take: { slot throws(BackupError) in
        guard next < total else { return false }
        slot.count = min(FrameLimits.contentBytes, total - next)
        try target.readAll(into: slot.pages.prefix(slot.count), at: next)
        next += slot.count
        return true
      },
      work: { slot throws(BackupError) in
        PageHash.hash(
          slot.pages.bytes(slot.count), pageSize: pageSize, into: slot.hashes.all)
      },
      deliver: { slot throws(BackupError) in
        image.add(slot.hashes.bytes(slot.count / pageSize * PageHash.bytes))
        return true
      })
    return ImageProof.text(of: image.digest(), try store.identity(for: manifest))
  }
}

extension Manifest {
  /// What the first frame of the delta must say.
  var deltaHeader: DeltaFormat.Header {
    DeltaFormat.Header(
      pageSize: pageSize, pageCount: pageCount, records: carriedPages,
      baseGeneration: base?.generation ?? 0)
  }
}
