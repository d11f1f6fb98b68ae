import Backup
import Media
import SyncEngine

extension Console {
  /// After a copy: makes the medium ready to be taken away, and says what is true of it.
  func release(_ place: CopyPlace, besides database: String, keep: Bool) {
    if place.facts.isPretended { return }
    var outcome = Release.open
    if let drive = place.disc?.xorriso.drive {
      if !keep { outcome = release(drive, place.name) }
    } else if !keep,
      let volume = Media.candidate(place.mountPoint, database: database).verdict.volume,
      volume.identity == place.judged,
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

  /// A disc is read through by now; where no udisks runs, xorriso opens the tray.
  private func release(_ drive: DiscDrive, _ name: String) -> Release {
    say(.copy(.closing(volume: name)))
    if let volume = Media.candidate(drive).volume, let disks = UDisks.current() {
      let outcome = disks.release(volume)
      if outcome != .open { return outcome }
    }
    return Media.mountPoint(of: drive) == nil && Xorriso(drive).eject() ? .removable : .open
  }
}
