import Backup
import Glibc
import Media

/// Reads a generation back from the disc, twice: by xorriso's sums, and by our own hashes.
struct DiscProof {
  let xorriso: Xorriso
  /// The farm's folder on the disc.
  let root: String
  let farm: String
  let keys: CopyKeys
  let stop: StopSignal
  let report: (SyncEvent) -> Void

  /// Throws unless every file of the generation is on the disc as `store` has it in its manifest.
  ///
  /// A sound copy of the same number that is not this one is of another disc: `changed`.
  func run(_ generation: Int, of store: Store) throws(SyncError) {
    report(.copying(CopyProgress(phase: .checkingDisc, doneBytes: 0, totalBytes: 0)))
    let paths = try checkedPaths(generation)
    try stop.checkRun()
    let folder = try folder(paths, generation)
    var wrong: [String] = []
    var isAnother = false
    do throws(BackupError) {
      let found = try Store(openAt: folder.path, farm: farm, keys: keys, owner: folder.scratch)
      let scratch = try ScratchFolder()
      let checked = try found.verify(generation, scratchFolder: scratch.path) {
        progress throws(BackupError) in
        try stop.check()
        report(.copying(progress))
      }
      wrong = checked.filter { $0.fault != nil }.map(\.file)
      isAnother = try found.published(generation) != store.published(generation)
    } catch .interrupted {
      throw .interrupted
    } catch {
      throw .backup(error)
    }
    guard !isAnother else { throw fault(.changed) }
    guard wrong.isEmpty else { throw fault(.burntWrongly(files: wrong)) }
  }

  private func fault(_ error: DiscFault) -> SyncError {
    .disc(error, drive: xorriso.drive.address)
  }

  /// The generation's files on the disc, once xorriso found each as it burnt it.
  private func checkedPaths(_ generation: Int) throws(SyncError) -> [String] {
    do throws(DiscFault) {
      let paths = try xorriso.files(below: root).keys.filter { path in
        Store.isNeeded(String(path.dropFirst(root.utf8.count + 1)), forGeneration: generation)
      }.sorted()
      try xorriso.check(paths)
      return paths
    } catch { throw fault(error) }
  }

  /// The mounted disc, where the kernel sees the new session; else what xorriso reads out of it.
  private func folder(_ paths: [String], _ generation: Int) throws(SyncError) -> DiscFolder {
    let manifest = root + "/" + Store.withdrawal(of: generation).from
    if let point = DiscFolder.mounted(xorriso.drive), access(point + manifest, R_OK) == 0 {
      return DiscFolder(mounted: point)
    }
    return try DiscFolder(readingFrom: xorriso) { paths.contains($0) }
  }
}
