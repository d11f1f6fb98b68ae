import Delivery
import Diagnostics
import FarmDatabase
import Foundation
import SyncEngine

/// The file that a node exporter's text file collector reads: the old one or the new one, whole.
enum PrometheusFile {
  private static let usualName = "pocket-sync.prom"
  /// The exporter is another user.
  private static let mode: mode_t = 0o644

  /// Writes to the file, or into the folder; where it was written.
  static func write(
    _ metrics: FarmMetrics, of farm: FarmDatabase, to named: String
  ) throws -> String {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: named, isDirectory: &isFolder)
    let path = isThere && isFolder.boolValue ? named + "/" + usualName : named
    // A name that the collector does not read while the file is only half there.
    let temporary = path + ".\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw fault(path) }
    defer {
      close(file)
      unlink(temporary)
    }
    do {
      try FileHandle(fileDescriptor: file)
        .write(contentsOf: Data(metrics.text(farm: farm.farmName).utf8))
    } catch { throw fault(path) }
    guard fchmod(file, mode) == 0, fsync(file) == 0, rename(temporary, path) == 0 else {
      throw fault(path)
    }
    return path
  }

  private static func fault(_ path: String) -> Stop {
    Stop(.usage(.fileUnwritable(path: path, errno: errno)))
  }
}

extension FarmDatabase {
  /// The ledger's sums and how things stand now.
  func metrics(_ outbox: Outbox) throws -> FarmMetrics {
    var state = FarmMetrics.State()
    state.pockets = try pockets().filter { !$0.peer.isRetired }.map { pocket in
      (
        pocket.peer.label, pocket.newestGood?.finished,
        pocket.peer.mergedNumber - min(pocket.peer.mergedNumber, pocket.safeNumber)
      )
    }
    state.media = try ledger.media().map { ($0.medium.label, $0.newest.milliseconds) }
    (state.openConflicts, state.openQuarantine) = try openReviews()
    let entries = try outbox.entries()
    state.waiting = OutsideChannel.allCases.map { channel in
      (channel.rawValue, entries.filter { $0.channel == channel }.count)
    }
    return FarmMetrics(sums: try ledger.sums(), state: state)
  }
}
