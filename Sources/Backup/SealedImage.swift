package import Age
import Glibc

/// A generation as one file for somebody else: `age -d | zstd -dc` is the database, bit for bit.
extension Store {
  /// Of what the same content takes on the medium, `sealImage` needs at least so much.
  private static let packedPercentMinimum = 65

  /// What `sealImage` surely makes of a generation at least; known before anything is made.
  package func imageBytesMinimum(of generation: Int) throws(BackupError) -> Int {
    let (manifest, full) = try family(of: generation)
    let bytes = (full ?? manifest).files.reduce(0) { $0 + $1.bytes }
    return SealedFile.sealedBytes(of: bytes / 100 * Self.packedPercentMinimum)
  }

  /// Rebuilds the generation beside the database, proves it, and seals it in a new file at `path`.
  ///
  /// `scratchFolder` is on the local disk with room for the database; nothing plain keeps a name.
  package func sealImage(
    of generation: Int, for recipient: Recipient, to path: String, scratchFolder: String,
    report: @escaping ProgressReport = { _ in }
  ) throws(BackupError) -> FileRecord {
    let (manifest, base) = try family(of: generation)
    var status = stat()
    guard lstat(path, &status) != 0 else { throw .targetExists(path: path) }
    let image = try OpenFile.scratch(in: scratchFolder)
    try Restoration(store: self, manifest: manifest, base: base, report: report).write(to: image)
    let target = try NewFile(for: path)
    do throws(BackupError) {
      let content = try ContentWriter(target.file, for: recipient)
      try Self.pack(image, bytes: manifest.pageCount * manifest.pageSize, into: content)
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let record = try content.finish(name: name)
      try target.publish()
      return record
    } catch {
      target.discard()
      throw error
    }
  }

  private static func pack(
    _ image: OpenFile, bytes: Int, into target: ContentWriter
  ) throws(BackupError) {
    let encoder = try StreamEncoder(contentBytes: bytes)
    let piece = Buffer(bytes: FrameLimits.contentBytes)
    var done = 0
    repeat {
      let count = min(FrameLimits.contentBytes, bytes - done)
      try image.readAll(into: piece.prefix(count), at: done)
      done += count
      try encoder.encode(piece.bytes(count), isLast: done == bytes) { ready throws(BackupError) in
        try target.append(ready)
      }
    } while done < bytes
  }
}
