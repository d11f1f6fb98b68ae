import Backup
import Foundation
import Media
import SyncEngine

/// Turns judged volumes into places for a copy.
enum Volumes {
  static let pollMilliseconds: Int32 = 500

  /// The volume of this name, or the only one that fits; waits so long for it to be connected.
  static func place(
    named name: String?, database: String, waitSeconds: Int, _ console: Console
  ) throws -> CopyPlace {
    let end = ContinuousClock.now + .seconds(waitSeconds)
    var isTold = false
    while true {
      do { return try place(named: name, database: database) } catch {
        guard ContinuousClock.now < end, mayCome(Stop(of: error).problem) else { throw error }
      }
      if !isTold { console.say(.copy(.waiting)) }
      isTold = true
      Media.awaitChange(milliseconds: pollMilliseconds)
      try Interruption.stop.check()
    }
  }

  /// True where only somebody has to connect or to open the medium.
  private static func mayCome(_ problem: Problem) -> Bool {
    switch problem {
    case .volume(.none), .volume(.notFound), .medium(.notMounted), .medium(.locked): true
    default: false
    }
  }

  private static func place(named name: String?, database: String) throws -> CopyPlace {
    if let name, FileManager.default.fileExists(atPath: name), !name.hasPrefix("/dev/") {
      return try place(Media.candidate(name, database: database), database: database)
    }
    let all = Media.candidates(database: database)
    switch Media.choose(name.map(node), among: all) {
    case .none: throw Stop(.volume(name.map { .notFound(name: $0) } ?? .none))
    case .several(let found):
      let places = found.map(\.place)
      throw Stop(.volume(name.map { .ambiguous(name: $0, places) } ?? .several(places)))
    case .one(let candidate): return try place(candidate, database: database)
    }
  }

  /// Links such as /dev/disk/by-label and /dev/mapper are followed to the kernel's name.
  private static func node(_ name: String) -> String {
    guard name.hasPrefix("/dev/"), let full = realpath(name, nil) else { return name }
    defer { free(full) }
    return String(cString: full)
  }

  /// Opens the volume where it is not yet, and asks udisks for its view of the disk.
  private static func place(_ candidate: Candidate, database: String) throws -> CopyPlace {
    let disks = UDisks.current()
    var candidate = candidate
    if case .refused(.notMounted(let node)) = candidate.verdict, let disks {
      do { try disks.mount(node: node) } catch {
        throw Stop(.volume(.notOpened(name: candidate.name, detail: error.detail)))
      }
      candidate =
        Media.candidates(database: database).first {
          $0.volume?.node == node && !($0.volume?.mountPoint.isEmpty ?? true)
        } ?? candidate
    }
    if let volume = candidate.verdict.volume, let disk = disks?.disputed(volume) {
      throw SyncError.medium(.disputed(name: disk), path: candidate.name)
    }
    return try place(candidate.verdict, path: candidate.name)
  }

  static func place(_ verdict: MediaVerdict, path: String) throws -> CopyPlace {
    switch verdict {
    case .refused(let refusal): throw SyncError.medium(refusal, path: path)
    case .external(let volume), .pretended(let volume):
      return CopyPlace(
        mountPoint: volume.mountPoint, device: volume.device.combined,
        judged: volume.kind == .external ? volume.identity : nil,
        facts: MediumFacts(
          label: volume.label, model: volume.model, fileSystem: volume.fileSystem,
          uuid: volume.uuid, isPretended: volume.kind == .pretended))
    }
  }
}

extension MediaVerdict {
  /// The volume that fits; nil where it was refused.
  var volume: Volume? {
    switch self {
    case .external(let volume), .pretended(let volume): volume
    case .refused: nil
    }
  }
}

extension Candidate {
  /// What a refusal calls it: the label of what is not mounted, else the mount point.
  var name: String {
    guard let volume, volume.mountPoint.isEmpty else { return place }
    return volume.label.isEmpty ? volume.model.isEmpty ? place : volume.model : volume.label
  }
}
