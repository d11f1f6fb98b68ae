package import Age
import Glibc

/// A generation as one file for somebody else: `age -d | zstd -dc` is the database, bit for bit.
extension Store {
  /// About as many bytes as `sealImage` makes of this generation; known before anything is made.
  package func estimatedImageBytes(of generation: Int) throws(BackupError) -> Int {
    let (manifest, full) = try family(of: generation)
    let parts = manifest.files + (full?.files ?? [])
    return SealedFile.sealedBytes(of: parts.reduce(0) { $0 + $1.bytes })
  }

  /// Rebuilds the generation beside the database, proves it, and seals it in a new file at `path`.
  ///
  /// `scratchFolder` is on the local disk with room for the database; nothing plain keeps a name.
  package func sealImage(
    of generation: Int, for recipient: Recipient, to path: String, scratchFolder: String,
    effort: FrameEncoder.Effort = .mail, report: @escaping ProgressReport = { _ in }
  ) throws(BackupError) -> FileRecord {
    let (manifest, base) = try family(of: generation)
    var status = stat()
    guard lstat(path, &status) != 0 else { throw .targetExists(path: path) }
    let image = try OpenFile.scratch(in: scratchFolder)
    try Restoration(store: self, manifest: manifest, base: base, report: report).write(to: image)
    let target = try NewFile(for: path)
    do throws(BackupError) {
      let content = try ContentWriter(target.file, for: recipient)
      try Self.pack(image, bytes: manifest.pageCount * manifest.pageSize, effort, into: content)
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let record = try content.finish(name: name)
      try target.publish()
      return record
    } catch {
      target.discard()
      throw error
    }
  }

  private struct Slot {
    let content = Buffer(bytes: FrameLimits.contentBytes)
    let frame = Buffer(bytes: FrameLimits.compressedBytes)
    let encoder: FrameEncoder
    var count = 0
    var frameBytes = 0

    init(_ effort: FrameEncoder.Effort) throws(BackupError) { encoder = try FrameEncoder(effort) }
  }

  private static func pack(
    _ image: OpenFile, bytes: Int, _ effort: FrameEncoder.Effort, into target: ContentWriter
  ) throws(BackupError) {
    var next = 0
    try Pipeline.run(
      slot: { () throws(BackupError) in try Slot(effort) },
      take: { slot throws(BackupError) in
        guard next < bytes else { return false }
        slot.count = min(FrameLimits.contentBytes, bytes - next)
        try image.readAll(into: slot.content.prefix(slot.count), at: next)
        next += slot.count
        return true
      },
      work: { slot throws(BackupError) in
        slot.frameBytes = try slot.encoder.encode(
          slot.content.bytes(slot.count), into: slot.frame.all)
      },
      deliver: { slot throws(BackupError) in
        try target.append(slot.frame.bytes(slot.frameBytes))
        return true
      })
  }
}
