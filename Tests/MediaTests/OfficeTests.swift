import Foundation
import Testing

@testable import Media

/// What the judgement must not be misled by; `office-pc.txt` has one of each.
@Suite struct OfficeTests {
  private func judge(_ path: String, database: String = "/srv/farm.sqlite") throws -> MediaVerdict {
    let system = try RecordedSystem("office-pc")
    return Media.judge(path, database: database, view: system.view)
  }

  @Test(arguments: [
    ("/media/jean/BAIE", MediaRefusal.network(fileSystem: "ext4")),
    ("/mnt/nbd", .network(fileSystem: "ext4")),
    ("/media/jean/NVME0", .internalDisk(name: "nvme0n1")),
    ("/mnt/gone", .noDevice(fileSystem: "ext4")),
    ("/tank/data", .noDevice(fileSystem: "zfs")),
    ("/home/jean", .noDevice(fileSystem: "ecryptfs")),
  ])
  func
    `disks of other computers, an NVMe of two ways, a pool and a home above another are no media`(
      path: String, reason: MediaRefusal
    ) throws
  {
    #expect(try judge(path) == .refused(reason))
  }

  @Test func `an NVMe of two ways is external where each of its ways is`() throws {
    for path in ["/media/jean/NVME1", "/mnt/kept"] {
      guard case .external(let volume) = try judge(path) else {
        Issue.record("\(path): \(try judge(path))")
        continue
      }
      #expect(volume.disks == ["nvme1n1"] && volume.model == "Portable X1")
    }
  }

  @Test func `a stick that is hidden below another mount is not what its path shows`() throws {
    #expect(
      try judge("/mnt/over/HIDDEN") == .refused(.databaseDisk(name: "sda")),
      "the path is a folder of the system disk")
    let database = "/mnt/over/HIDDEN/farm.sqlite"
    #expect(try judge("/srv", database: database) == .refused(.databaseDisk(name: "sda")))
  }

  @Test(arguments: ["/home/jean/farm.sqlite", "/tank/data/farm.sqlite"])
  func `a database above eCryptfs or in a pool keeps its own disk out`(database: String) throws {
    #expect(
      try judge("/media/jean/BUP Slim", database: database)
        == .refused(.databaseDisk(name: "sdb")))
  }

  @Test(arguments: [
    "90 22 0:60 / /srv/farm rw - zfs lost/farm rw",
    "90 22 0:60 / /srv/farm rw - fuse.gocryptfs gocryptfs rw",
    "90 22 253:9 / /srv/farm rw - ext4 /dev/mapper/gone rw",
  ])
  func `a database of which no disk is found lets no disk be a medium`(line: String) throws {
    let system = try RecordedSystem("office-pc")
    var view = system.view
    view.mountInfo += line + "\n"
    let fileSystem = String(line.split(separator: " ")[7])
    func judge(_ place: String) -> MediaVerdict {
      Media.judge(place, database: "/srv/farm/farm.sqlite", view: view)
    }
    #expect(judge("/media/jean/BUP Slim") == .refused(.databaseNotFound(fileSystem: fileSystem)))
    #expect(judge("/media/jean/NVME0") == .refused(.internalDisk(name: "nvme0n1")))
  }

  @Test(arguments: ["nfs4 server:/farm", "tmpfs tmpfs"])
  func `a database on another computer or in memory shares no disk`(source: String) throws {
    let system = try RecordedSystem("office-pc")
    var view = system.view
    view.mountInfo += "90 22 0:60 / /srv/farm rw - \(source) rw\n"
    let verdict = Media.judge(
      "/media/jean/NVME1", database: "/srv/farm/farm.sqlite", view: view)
    guard case .external = verdict else {
      Issue.record("\(verdict)")
      return
    }
  }

  @Test func `the label is the one that was given, blanks and all`() throws {
    guard case .external(let volume) = try judge("/media/jean/BUP Slim") else {
      Issue.record("the disk is a medium")
      return
    }
    #expect(volume.label == "BUP Slim")
    #expect(SystemView.decoded(#"a\x2fb\x"#) == #"a/b\x"#)
  }
}
