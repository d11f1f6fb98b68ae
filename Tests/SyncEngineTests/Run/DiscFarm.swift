import Backup
import DemoFarm
import FarmDatabase
import Foundation
import Gate
import Media
import Records
import SealedChannel
import Transport

@testable import SyncEngine

/// A farm without pockets, and a drive whose xorriso can be made to misbehave.
final class DiscFarm {
  let folder: String
  let farm: FarmDatabase
  let drive: DiscDrive
  let stop = StopSignal()
  private(set) var phases: [CopyProgress.Phase] = []
  var image: String { folder + "/disc.iso" }

  static let canBurn = FileManager.default.isExecutableFile(atPath: Xorriso.debian)

  init() throws {
    folder = NSTemporaryDirectory() + "disc-farm-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/farm.sqlite"
    _ = try FarmGenerator(seed: 3, scale: .smallFarm).write(to: path)
    let profile = try JSONDecoder().decode(SyncProfile.self, from: Data(ShippedFarm.profile))
    _ = try FarmDatabase.prepare(path: path, profile: profile, farmName: "Tilleuls")
    farm = try FarmDatabase(path: path)
    guard let drive = DiscDrive("stdio:" + folder + "/disc.iso") else {
      throw CocoaError(.fileNoSuchFile)
    }
    self.drive = drive
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A program in xorriso's place; `$*` are its arguments, `xorriso "$@"` is Debian's.
  func wrapper(_ script: String) throws -> String {
    let path = folder + "/xorriso-\(UUID().uuidString)"
    let text = "#!/bin/sh\nxorriso() { \(Xorriso.debian) \"$@\"; }\n\(script)\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return path
  }

  func place(_ program: String = Xorriso.debian) throws -> CopyPlace {
    place(program, disc: try Xorriso(drive).look())
  }

  func place(_ program: String = Xorriso.debian, disc: Disc) -> CopyPlace {
    CopyPlace(
      mountPoint: drive.address, device: nil,
      facts: MediumFacts(
        label: "", model: "", fileSystem: "iso9660", uuid: "", isPretended: true),
      disc: DiscPlace(Xorriso(drive, program: program), disc: disc))
  }

  func copy(to place: CopyPlace) throws(SyncError) -> CopyReport {
    phases = []
    let run = SyncRun(
      farm, addresses: [], connect: { _ throws(TransportError) in fatalError("no pocket") },
      keys: KeyFile(path: folder + "/keys"), program: "test", stop: stop
    ) { event in
      if case .copying(let progress) = event, self.phases.last != progress.phase {
        self.phases.append(progress.phase)
      }
    }
    _ = try run.synchronise()
    return try run.copy(to: place, exceptions: [])
  }

  /// The farm program writes something.
  func write(_ label: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sqlite3")
    process.arguments = [farm.path, "UPDATE parcel SET label = '\(label)'"]
    try process.run()
    process.waitUntilExit()
  }

  /// The copies that the disc offers, and what checking them all finds.
  func offered() throws -> (copies: [Int], faults: [String]) {
    let disc = try DiscFolder(of: drive)
    let store = try Store(openAt: disc.path, farm: "Tilleuls")
    let checked = try store.verify(scratchFolder: folder)
    return (
      try store.generations().map(\.number), checked.filter { $0.fault != nil }.map(\.file)
    )
  }
}
