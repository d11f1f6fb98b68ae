import Glibc

/// The rest of what a PC tells about itself.
package struct SystemReader: Sendable {
  private let system: SystemFolder

  /// Reads below the root of `system`.
  package init(_ system: SystemFolder = SystemFolder()) { self.system = system }

  /// Names of running programs, as the kernel has them.
  package func programs() -> Set<String> {
    Set(
      system.names("/proc").filter { Int32($0) != nil }.compactMap {
        system.line("/proc/\($0)/comm")
      })
  }

  /// A running program's name, as the kernel has it; nil where there is none of that number.
  package func program(_ process: Int32) -> String? { system.line("/proc/\(process)/comm") }

  /// The kernel's version.
  package func kernel() -> String { system.line("/proc/sys/kernel/osrelease") ?? "" }

  /// The battery clock: milliseconds since 1970; nil where there is none.
  package func batteryMilliseconds() -> UInt64? {
    system.line("/sys/class/rtc/rtc0/since_epoch").flatMap { UInt64($0) }.map { $0 * 1000 }
  }

  /// A folder with its disk, and the room that this user has there.
  package static func place(_ path: String, neededBytes: UInt64) -> PlaceFacts {
    var (status, space) = (stat(), statvfs())
    let isThere = stat(path, &status) == 0
    let tellsRoom = statvfs(path, &space) == 0 && space.f_blocks > 0
    return PlaceFacts(
      path: path, disk: isThere ? UInt64(status.st_dev) : nil,
      freeBytes: tellsRoom ? UInt64(space.f_bavail) * UInt64(space.f_frsize) : nil,
      neededBytes: neededBytes)
  }

  /// Who runs this program.
  package static func user(environment: [String: String]) -> UserFacts {
    let name = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? String(geteuid())
    let caller = environment["SUDO_USER"].flatMap { $0 == "root" || $0.isEmpty ? nil : $0 }
    return UserFacts(name: name, isRoot: geteuid() == 0, sudoUser: caller)
  }
}
