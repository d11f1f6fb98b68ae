import Foundation
import Testing

/// `scripts/install` below a folder of its own: what lies where, what systemd says of the unit.
@Suite struct InstallStoryTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "install-" + UUID().uuidString)
  private let systemdAnalyze = "/usr/bin/systemd-analyze"

  private func install(
    _ arguments: [String], prefix: String = "/usr/local"
  ) throws -> Program.Outcome {
    try Program.run(
      "/usr/bin/env",
      [
        "DESTDIR=" + folder.path, "PREFIX=" + prefix,
        CommandFile.project.path + "/scripts/install",
      ] + arguments, in: CommandFile.project)
  }

  /// Every file below the folder with what it says; programs by their size.
  private func files() throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var found: [String: String] = [:]
    for name in names {
      let path = folder.appending(path: name).path
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      let data = try Data(contentsOf: URL(filePath: path))
      found[name] = String(data: data, encoding: .utf8) ?? "\(data.count) bytes"
    }
    return found
  }

  private let options = ["--program", "/bin/true", "--user", "luc"]
  private let settings = "etc/systemd/system/pocket-sync@.service.d/user.conf"

  @Test func `installing twice is installing once, and removing leaves nothing`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try #require(try install(options).status == 0)
    let once = try files()
    #expect(
      Set(once.keys) == [
        "etc/udev/rules.d/68-pocket-sync.rules", "etc/udev/hwdb.d/61-pocket-sync.hwdb",
        "etc/systemd/system/pocket-sync@.service", settings, "usr/local/bin/pocket-sync",
        "etc/systemd/system/pocket-sync-send.service",
        "etc/systemd/system/pocket-sync-send.timer",
        "etc/systemd/system/pocket-sync-send.service.d/user.conf",
        "usr/local/share/doc/pocket-sync/README.md",
      ])
    #expect(once[settings] == "[Service]\nUser=luc\n")
    try #require(try install(options).status == 0)
    #expect(try files() == once)
    let start = folder.path + "/etc/systemd/system/timers.target.wants/pocket-sync-send.timer"
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: start)
        == "/etc/systemd/system/pocket-sync-send.timer")
    try #require(try install(["--remove"]).status == 0)
    #expect(try files() == [:])
    #expect(throws: (any Error).self) {
      try FileManager.default.destinationOfSymbolicLink(atPath: start)
    }
    #expect(try install(["--remove"]).status == 0)
  }

  @Test func `another prefix and a farm's folder stand in the unit`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try #require(try install(options + ["--data", "/data/farm"], prefix: "/usr").status == 0)
    let found = try files()
    #expect(found[settings]?.hasSuffix("\nReadWritePaths=/data/farm\n") == true)
    let unit = try #require(found["usr/lib/systemd/system/pocket-sync@.service"])
    #expect(unit.contains("\nExecStart=/usr/bin/pocket-sync "))
    #expect(!unit.contains("/usr/local/"))
    #expect(found["usr/lib/udev/rules.d/68-pocket-sync.rules"] != nil)
    #expect(found["usr/bin/pocket-sync"] != nil)
  }

  @Test(arguments: [["--user"], ["--pocket", "x"], ["--data"]])
  func `what it does not know it does not guess`(arguments: [String]) throws {
    let outcome = try install(arguments)
    #expect(outcome.status != 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")),
    arguments: [
      ("pocket-sync@.service", "pocket-sync@dev-ttyACM0.service", 8),
      ("pocket-sync-send.service", "pocket-sync-send.service", 15),
    ])
  func `systemd understands the units and calls them safe`(
    file: String, instance: String, threshold: Int
  ) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try #require(try install(options).status == 0)
    let safe = try Program.run(
      systemdAnalyze,
      [
        "security", "--offline=true", "--root=" + folder.path, "--threshold=\(threshold)",
        instance,
      ], in: folder)
    #expect(safe.status == 0, "\(safe.output.suffix(200))")
    // Nothing of a programs' place on this machine: what is verified is the unit.
    let unit = try #require(try files()["etc/systemd/system/" + file])
    let copy = folder.appending(path: instance)
    try unit.replacing("/usr/local/bin/pocket-sync", with: "/bin/true")
      .replacing("OnSuccess=pocket-sync-send.service\n", with: "")
      .write(to: copy, atomically: true, encoding: .utf8)
    let verified = try Program.run(systemdAnalyze, ["verify", copy.path], in: folder)
    #expect(verified.status == 0 && verified.words == "", "\(verified.words)")
  }

  @Test func `the unit can be started by every plug`() throws {
    let path = "udev-rules/pocket-sync@.service"
    let unit = try String(
      contentsOf: CommandFile.project.appending(path: path), encoding: .utf8)
    let lines = Set(unit.split(separator: "\n").map(String.init))
    for line in [
      "Type=oneshot", "BindsTo=%i.device", "StartLimitIntervalSec=0", "DevicePolicy=closed",
      "DeviceAllow=%f rw",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(!unit.contains("RemainAfterExit"))
  }
}
