import Delivery
import Diagnostics
import FarmDatabase
import Foundation
import Records
import SyncEngine

extension DoctorFacts {
  /// What fits into the folder besides the database itself.
  private static let reserveBytes: UInt64 = 8 << 20
  /// A copy is packed there, and what was read back is checked there.
  private static let workingFolder = "/var/tmp"

  /// This PC and this farm as they are now.
  static func gather(database path: String?, pockets: [String]) throws -> DoctorFacts {
    let system = SystemReader()
    var versions = VersionFacts(
      program: PocketSyncProgram.program, sqlite: FarmDatabase.sqliteVersion,
      kernel: system.kernel())
    versions.isServerSetUp = (try? ChannelFile.current.load())?.server != nil
    let farm = DoctorFarm(path: path, versions: versions)
    var facts = DoctorFacts(
      udev: UdevReader().read(),
      user: SystemReader.user(environment: ProcessInfo.processInfo.environment),
      database: farm.database,
      clock: ClockFacts(
        nowMilliseconds: Surroundings.real.nowMilliseconds,
        evidenceMilliseconds: max(farm.evidenceMilliseconds, programMilliseconds),
        batteryMilliseconds: system.batteryMilliseconds()),
      versions: farm.versions)
    facts.ports = try DoctorPorts.read(named: pockets)
    facts.settings = unusableSettings
    facts.programs = system.programs()
    facts.kernel = KernelLog.read()
    facts.farm = farm.farm
    facts.outbox = farm.outbox
    facts.places = places(farm.database) + [farm.medium].compactMap(\.self)
    return facts
  }

  /// Settings that are there and that no command can use.
  private static var unusableSettings: [SettingsTrouble] {
    [{ _ = try Configuration.load() }, { _ = try ChannelFile.current.load() }]
      .compactMap { (load: () throws -> Void) -> SettingsTrouble? in
        do { try load() } catch { return trouble(Stop(of: error).problem) }
        return nil
      }
  }

  private static func trouble(_ problem: Problem) -> SettingsTrouble {
    switch problem {
    case .usage(.fileUnreadable(let path, let detail)): .unreadable(path: path, detail: detail)
    case .channel(.exposed(let path, let mode)): .exposed(path: path, mode: mode)
    case .channel(.systemFault(let path, let call, _)): .unreadable(path: path, detail: call)
    default: .unreadable(path: ChannelFile.current.path, detail: problem.code)
    }
  }

  /// When this program was built or installed: no clock is right that is before it.
  private static var programMilliseconds: UInt64 {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return 0 }
    return UInt64(max(0, status.st_mtim.tv_sec)) * 1000
  }

  private static func places(_ database: DatabaseFacts) -> [PlaceFacts] {
    let folder = database.path.map { URL(filePath: $0).deletingLastPathComponent().path }
    let wanted = [
      // SQLite keeps what a transaction replaces beside the file.
      folder.map { ($0, database.bytes + reserveBytes) },
      (workingFolder, database.bytes * 2 + reserveBytes),
    ].compactMap(\.self)
    return wanted.map(SystemReader.place)
  }
}
