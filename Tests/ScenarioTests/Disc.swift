import Foundation

/// True where Debian's xorriso is; where it is not, the tests of discs are reported as skipped.
let canBurn = FileManager.default.isExecutableFile(atPath: "/usr/bin/xorriso")

/// True where a disc's image can be mounted without isofs in the kernel: fuseiso and FUSE.
let canMountDiscs =
  canBurn && FileManager.default.isExecutableFile(atPath: "/usr/bin/fuseiso")
  && access("/dev/fuse", R_OK | W_OK) == 0

/// True where a program's system calls can be made to fail.
let canTrace = canBurn && FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")

/// A disc in a drive that a file plays, of one yard.
struct Disc {
  let yard: Yard
  var file: String { yard.folder.path + "/disc.iso" }
  var drive: String { "stdio:" + file }
  private var folder: URL { yard.folder }

  /// The farm program writes something, so that there is a state to copy.
  func write(_ label: String) throws {
    _ = try Program.sqlite(yard.database, "UPDATE parcel SET label = '\(label)'", in: folder)
  }

  /// Docks the pocket and copies to the disc.
  func burn() throws -> Program.Outcome {
    try yard.dock(.tcp, sessions: 2, ["--then-backup", "--to", drive])
  }

  /// The numbers of the copies on the disc, read out by xorriso.
  func copies() throws -> [Int] { try copies(at: drive) }

  func copies(at place: String) throws -> [Int] {
    let outcome = try yard.sync(["generations", place, "--json"])
    try yard.expect(0, outcome)
    return try JSONDecoder().decode([Line].self, from: Data(outcome.output.utf8)).map { line in
      guard line.code == nil else { throw ProgramFailed(words: outcome.output) }
      return line.generation
    }
  }

  /// The labels of the parcels in a copy.
  func labels(of copy: Int, at place: String) throws -> [String] {
    let target = folder.path + "/restored-\(UUID().uuidString).sqlite"
    try yard.expect(0, try yard.sync(["restore", place, target, "--generation", "\(copy)"]))
    return try Program.sqlite(target, "SELECT DISTINCT label FROM parcel", in: folder)
  }

  /// Mounts the image read-only, lets `body` use it, unmounts it; nothing may write to it.
  func mounted<T>(_ body: (String) throws -> T) throws -> T {
    let point = folder.path + "/mounted"
    try FileManager.default.createDirectory(atPath: point, withIntermediateDirectories: true)
    // In the foreground: a daemon would keep what tells Foundation that its parent ended.
    let mount = try Running("/usr/bin/fuseiso", [file, point, "-f", "-o", "ro"], in: folder)
    defer {
      _ = try? Program.run("/bin/fusermount", ["-u", point], in: folder)
      _ = try? mount.outcome()
    }
    let root = point + "/Pocket-Sync"
    for _ in 0..<500 where mount.isRunning && !FileManager.default.fileExists(atPath: root) {
      usleep(10_000)
    }
    guard mount.isRunning else { throw ProgramFailed(words: try mount.words()) }
    return try body(point)
  }

  /// Where a file of the disc begins in the image, as xorriso tells it.
  func offset(of name: String) throws -> Int {
    let outcome = try Program.run(
      "/usr/bin/xorriso",
      ["-indev", drive, "-find", "/", "-name", name, "-exec", "report_lba", "--", "-end"],
      in: folder)
    let line = outcome.output.split(separator: "\n").first { $0.hasPrefix("File data lba:") }
    guard let block = line?.split(separator: ",")[1], let number = Int(block.filter(\.isNumber))
    else { throw ProgramFailed(words: outcome.output + outcome.words) }
    return number * 2_048
  }

  private struct Line: Decodable {
    let generation: Int
    let code: String?
  }
}
