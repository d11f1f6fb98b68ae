import Backup
import Foundation
import Media
import SyncEngine

/// Turns judged volumes into places for a copy.
enum Volumes {
  /// A volume by folder, label or device.
  static func place(named name: String, database: String) throws -> CopyPlace {
    if FileManager.default.fileExists(atPath: name), !name.hasPrefix("/dev/") {
      return try place(Media.judge(name, database: database), path: name)
    }
    let matches = Media.candidates(database: database).filter { _, verdict in
      verdict.volume.map { $0.label == name || $0.disks.contains { "/dev/" + $0 == name } } ?? false
    }
    guard matches.count < 2 else {
      throw Stop(.volume(.several(matches.map(\.mountPoint))))
    }
    guard let match = matches.first else { throw Stop(.volume(.notFound(name: name))) }
    return try place(match.verdict, path: match.mountPoint)
  }

  /// The external volume, where there is just one.
  static func onlyPlace(database: String) throws -> CopyPlace {
    let fitting = Media.candidates(database: database).filter { $0.verdict.volume != nil }
    guard fitting.count < 2 else {
      throw Stop(.volume(.several(fitting.map(\.mountPoint))))
    }
    guard let only = fitting.first else { throw Stop(.volume(.none)) }
    return try place(only.verdict, path: only.mountPoint)
  }

  static func place(_ verdict: MediaVerdict, path: String) throws -> CopyPlace {
    switch verdict {
    case .refused(let refusal): throw SyncError.medium(refusal, path: path)
    case .external(let volume), .pretended(let volume):
      // btrfs shows files under an anonymous device number that no mount names.
      let device = volume.fileSystem == "btrfs" ? nil : volume.device.combined
      return CopyPlace(
        mountPoint: volume.mountPoint, device: device,
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
