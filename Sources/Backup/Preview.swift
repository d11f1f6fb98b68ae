package import FarmDatabase

/// Lends the pages once without any lock: what comes of them is held against the locked ones.
package typealias UnlockedPages = (
  (PageSource) throws(BackupError) -> Void
) throws(BackupError) -> Void

/// A spool that was made while the farm program could write.
struct Preview {
  let spool: Spool

  /// Nil where the pages cannot be had without a lock, or moved too much to be read.
  static func make(
    _ index: BaseIndex?, scratchFolder: String, ahead: WriteAhead,
    report: @escaping ProgressReport, _ unlocked: UnlockedPages
  ) throws(BackupError) -> Preview? {
    var made: Spool?
    do throws(BackupError) {
      try unlocked { source throws(BackupError) in
        let spooler = Spooler(
          source: source, scratchFolder: scratchFolder, ahead: ahead, report: report)
        if let index, index.pageSize == source.pageSize {
          // A delta is made under the lock as fast as it is proven: this one only counts at rest.
          guard source.stateText != nil else { return }
          made = try spooler.delta(from: index)
        }
        if made == nil { made = try spooler.full() }
      }
    } catch .snapshot {
      return nil
    }
    return made.map { Preview(spool: $0) }
  }

  /// The spool itself, where nobody wrote from before it was begun until the lock.
  func spool(unmovedAt source: PageSource) -> Spool? {
    guard let state = spool.stateText, state == source.stateText,
      spool.pageCount == source.pageCount
    else { return nil }
    return spool
  }
}
