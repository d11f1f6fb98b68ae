import Foundation
import Testing

@testable import Media

@Suite struct JudgeTests {
  private func judge(
    _ path: String, on machine: String = "farm-pc", database: String
  ) throws
    -> MediaVerdict
  {
    let system = try RecordedSystem(machine)
    return Media.judge(path, database: database, view: system.view)
  }

  @Test(arguments: [
    ("/media/jean/SAUVEGARDE", "sdb"), ("/media/jean/BUP Slim", "sdc"),
    ("/media/jean/KINGSTON", "sdd"), ("/media/jean/SD", "mmcblk0"), ("/media/jean/X5", "nvme1n1"),
    ("/media/jean/COFFRE", "sde"), ("/mnt/loop-stick", "sdd"), ("/media/jean/RUGGED", "sdi"),
    ("/media/jean/NTFS", "sdf"), ("/media/jean/FW", "sdj"),
  ])
  func `USB, UAS, stick, SD card, Thunderbolt, LUKS, loop, btrfs, NTFS, FireWire are external`(
    path: String, disk: String
  ) throws {
    let verdict = try judge(path + "/some/folder", database: "/srv/farm.sqlite")
    guard case .external(let volume) = verdict else {
      Issue.record("\(path): \(verdict)")
      return
    }
    #expect(volume.disks == [disk])
    #expect(volume.mountPoint == path)
    #expect(volume.kind == .external)
  }

  @Test(arguments: [
    ("/srv/copies", MediaRefusal.databaseDisk(name: "sda")),
    ("/media/jean/bind", .databaseDisk(name: "sda")),
    ("/boot/efi", .databaseDisk(name: "sda")),
    ("/mnt/nvme", .internalDisk(name: "nvme0n1")),
    ("/mnt/data", .internalDisk(name: "nvme0n1")),
    ("/mnt/mixed", .internalDisk(name: "nvme0n1")),
    ("/mnt/emmc", .internalDisk(name: "mmcblk1")),
    ("/mnt/loop-inside", .databaseDisk(name: "sda")),
    ("/media/jean/MIROIR", .internalDisk(name: "sdh")),
    ("/media/jean/CD", .readOnly),
    ("/tmp", .memory(fileSystem: "tmpfs")), ("/mnt/nas", .network(fileSystem: "nfs4")),
    ("/mnt/windows", .network(fileSystem: "cifs")),
    ("/mnt/ssh", .network(fileSystem: "fuse.sshfs")), ("/mnt/host", .network(fileSystem: "9p")),
    ("/mnt/over", .noDevice(fileSystem: "overlay")),
    ("/mnt/secret", .noDevice(fileSystem: "fuse.gocryptfs")),
    ("/mnt/zram", .noDevice(fileSystem: "ext4")), ("relative", .notFound),
  ])
  func `what would be lost with the PC is refused with its reason`(
    path: String, reason: MediaRefusal
  ) throws {
    #expect(try judge(path, database: "/srv/farm.sqlite") == .refused(reason))
  }

  @Test func `the system disk is refused though the database lies elsewhere`() throws {
    #expect(
      try judge("/srv", database: "/mnt/nvme/farm.sqlite")
        == .refused(.systemDisk(name: "sda", sharedWith: "/")))
  }

  @Test func `the stick that holds the database is no medium for it`() throws {
    #expect(
      try judge("/media/jean/KINGSTON", database: "/media/jean/KINGSTON/farm.sqlite")
        == .refused(.databaseDisk(name: "sdd")))
    #expect(
      try judge("/mnt/loop-stick", database: "/media/jean/KINGSTON/farm.sqlite")
        == .refused(.databaseDisk(name: "sdd")))
  }

  @Test(arguments: [
    ("/media/REST", MediaRefusal.systemDisk(name: "sda", sharedWith: "/")),
    ("/home/jean/farm", .databaseDisk(name: "sdb")),
    ("/media/SWAPPED", .systemDisk(name: "sdd", sharedWith: "/dev/sdd2")),
  ])
  func `a PC that runs from USB keeps its own sticks out`(path: String, reason: MediaRefusal) throws
  {
    let database = "/home/jean/farm/farm.sqlite"
    #expect(try judge(path, on: "usb-boot", database: database) == .refused(reason))
    guard case .external = try judge("/media/VERBATIM", on: "usb-boot", database: database) else {
      Issue.record("the fourth stick is a medium")
      return
    }
  }

  @Test func `a volume is shown as people know it`() throws {
    let verdict = try judge("/media/jean/KINGSTON", database: "/srv/farm.sqlite")
    guard case .external(let volume) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(volume.label == "KINGSTON" && volume.uuid == "1A2B-3C4D")
    #expect(volume.model == "Kingston DataTraveler 3.0")
    #expect(volume.sizeBytes == 30_308_352 * 512)
    #expect(volume.fileSystem == "vfat" && volume.device == DeviceNumber(major: 8, minor: 49))
  }

  @Test func `another stick in the same place under the same number is another volume`() throws {
    let place = "/media/jean/KINGSTON"
    func identity(_ change: (String) -> String) throws -> VolumeIdentity? {
      let system = try RecordedSystem("farm-pc", change)
      let verdict = Media.judge(place, database: "/srv/farm.sqlite", view: system.view)
      guard case .external(let volume) = verdict else { return nil }
      return volume.identity
    }
    let judged = try #require(try identity { $0 })
    #expect(try identity { $0 } == judged)
    #expect(try identity { $0.replacing("/sdd/diskseq 14", with: "/sdd/diskseq 15") } != judged)
    #expect(try identity { $0.replacing("1A2B-3C4D", with: "1A2B-3C4E") } != judged)
  }

  @Test func `a btrfs volume has the number that its files show`() throws {
    let system = try RecordedSystem("farm-pc")
    for (place, shown) in [("/media/jean/RUGGED", 0x2d), ("/media/jean/KINGSTON", 0x831)] {
      let verdict = Media.judge(place, database: "/srv/farm.sqlite", view: system.view)
      guard case .external(var volume) = verdict else {
        Issue.record("\(verdict)")
        continue
      }
      volume.show(0x2d)
      #expect(volume.identity.device == UInt64(shown))
    }
  }

  @Test func `every device is listed once with its verdict`() throws {
    let system = try RecordedSystem("farm-pc")
    let all = Media.candidates(database: "/srv/farm.sqlite", view: system.view)
    #expect(all.count(where: { if case .external = $0.verdict { true } else { false } }) == 10)
    let points = all.map(\.place)
    #expect(points.contains("/") && points.contains("/mnt/nvme") && points.contains("/mnt/nas"))
    #expect(Set(points).count == points.count)
  }

  @Test func `this machine's own disk is refused and a pretended folder says what it is`() throws {
    let database = #filePath
    guard case .refused = Media.judge("/", database: database) else {
      Issue.record("the root of this machine was taken for a medium")
      return
    }
    guard case .pretended(let volume) = Media.pretended("/tmp") else {
      Issue.record("a folder can be pretended")
      return
    }
    #expect(volume.kind == .pretended && (volume.freeBytes ?? 0) > 0)
    var status = stat()
    #expect(stat("/tmp", &status) == 0 && volume.device.combined == UInt64(status.st_dev))
    #expect(Media.pretended("/does/not/exist") == .refused(.notFound))
  }

  @Test func `names with blanks and backslashes come out of mountinfo as they are`() {
    #expect(Mount.unescaped("BUP\\040Slim\\134x\\") == "BUP Slim\\x\\")
  }

  @Test func `no line of mountinfo cut anywhere stops the judgement`() throws {
    let system = try RecordedSystem("farm-pc")
    let text = Array(system.view.mountInfo.utf8)
    for end in stride(from: 0, to: text.count, by: 7) {
      var view = system.view
      view.mountInfo = String(decoding: text[..<end], as: UTF8.self)
      let verdict = Media.judge("/srv/copies", database: "/srv/farm.sqlite", view: view)
      if case .external = verdict { Issue.record("cut at \(end): \(verdict)") }
    }
  }
}
