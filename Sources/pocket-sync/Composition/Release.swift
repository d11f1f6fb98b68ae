import Backup
import Media
import SyncEngine

extension Console {
  /// After a copy: makes the medium ready to be taken away, and says what is true of it.
  func release(_ place: CopyPlace, besides database: String, keep: Bool) {
    if place.facts.isPretended { return }
    var outcome = Release.open
    let candidate = Media.candidate(place.mountPoint, database: database)
    if !keep, let volume = candidate.verdict.volume, volume.identity == place.judged,
      let disks = UDisks.current()
    {
      say(.copy(.closing(volume: place.name)))
      outcome = disks.release(volume)
    }
    switch outcome {
    case .removable: result(.copy(.mayRemove(volume: place.name)))
    case .inUse(let places): result(.copy(.stillInUse(volume: place.name, by: places)))
    case .open: result(.copy(.stillOpen(volume: place.name)))
    }
  }
}
