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
    case .volume(.none), .volume(.notFound), .medium(.notMounted), .medium(.locked),
      .disc(.noDisc):
      true
    default: false
    }
  }

  private static func place(named name: String?, database: String) throws -> CopyPlace {
    if let drive = name.map(node).flatMap({ DiscDrive($0) }) {
      return try place(Media.candidate(drive), database: database)
    }
    if let name, FileManager.default.fileExists(atPath: name), !name.hasPrefix("/dev/") {
      return try place(Media.candidate(name, database: database), database: database)
    }
    // A drive is asked only where a name may be its disc's: looking takes seconds.
    let all = Media.candidates(database: database) + (name == nil ? [] : Media.drives())
    switch Media.choose(name.map(node), among: all) {
    case .none: throw Stop(.volume(name.map { .notFound(name: $0) } ?? .none))
    case .several(let found):
      let places = found.map(\.place)
      throw Stop(.volume(name.map { .ambiguous(name: $0, places) } ?? .several(places)))
    case .one(let candidate): return try place(candidate, database: database)
    }
  }

  /// Links such as /dev/disk/by-label and /dev/mapper are followed to the kernel's name.
  static func node(_ name: String) -> String {
    guard name.hasPrefix("/dev/"), let full = realpath(name, nil) else { return name }
    defer { free(full) }
    return String(cString: full)
  }

  /// Opens the volume where it is not yet, and asks udisks for its view of the disk.
  private static func place(_ candidate: Candidate, database: String) throws -> CopyPlace {
    if let disc = candidate.verdict.volume?.disc { return place(disc, candidate) }
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

  /// A disc is no file system that could be written: what is burnt is made in a folder before.
  private static func place(_ disc: Disc, _ candidate: Candidate) -> CopyPlace {
    guard let volume = candidate.verdict.volume, let drive = DiscDrive(candidate.place) else {
      preconditionFailure("\(candidate.place) has a disc and is no drive")
    }
    return CopyPlace(
      mountPoint: drive.address, device: nil, judged: nil,
      facts: MediumFacts(
        label: disc.sessions.isEmpty ? Xorriso.label : disc.label, model: volume.model,
        fileSystem: volume.fileSystem, uuid: volume.uuid, isPretended: drive.isPretended),
      disc: DiscPlace(Xorriso(drive), disc: disc))
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
    guard let volume, volume.mountPoint.isEmpty, DiscDrive(place) == nil else { return place }
    return volume.label.isEmpty ? volume.model.isEmpty ? place : volume.model : volume.label
  }
}
