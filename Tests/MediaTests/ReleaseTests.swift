import Testing

@testable import Media

/// What keeps a stick from being taken away; on recorded PCs.
@Suite struct ReleaseTests {
  @Test(arguments: [
    ("office-pc", "sdb", ["/media/jean/BUP Slim", "/home/jean", "/tank/data"]),
    ("office-pc", "nvme1n1", ["/media/jean/NVME1", "/mnt/kept"]), ("office-pc", "sdc", []),
    ("usb-boot", "sdd", ["/media/SWAPPED", "/dev/sdd2"]),
    ("farm-pc", "sde", ["/media/jean/COFFRE"]),
  ])
  func `mounts, folders shown elsewhere, pools, loop files and swap use a disk`(
    machine: String, disk: String, uses: [String]
  ) throws {
    let system = try RecordedSystem(machine)
    #expect(UDisks.uses(ofDisks: [disk], system.view) == uses)
  }

  @Test func `an unlocked or logical volume that is not mounted still uses its disk`() throws {
    let system = try RecordedSystem("farm-pc")
    var view = system.view
    view.mountInfo = view.mountInfo.split(separator: "\n").filter { !$0.contains("/COFFRE ") }
      .joined(separator: "\n")
    #expect(UDisks.uses(ofDisks: ["sde"], view) == ["/dev/dm-0"])
  }

  @Test func `a volume is mounted wherever its device is, under every name`() throws {
    let system = try RecordedSystem("office-pc")
    var view = system.view
    let verdict = Media.judge("/media/jean/BUP Slim", database: "/srv/farm.sqlite", view: view)
    guard case .external(let volume) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(UDisks.points(of: volume, view) == ["/media/jean/BUP Slim"])
    view.mountInfo += "91 22 8:17 /farm /mnt/bound rw - ext4 /dev/sdb1 rw\n"
    #expect(UDisks.points(of: volume, view) == ["/media/jean/BUP Slim", "/mnt/bound"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a program that says more than anybody reads still ends`() throws {
    let words = ["/bin/sh", "-c", "head -c 6000000 /dev/zero; exit 3"]
    let ended = try #require(ChildProgram(words: words).run())
    #expect(ended.status >> 8 == 3)
    #expect(ended.output.count == SystemView.textBytesMaximum)
  }
}
