import Foundation
import Testing

@testable import Media

/// What udisks says, as busctl prints it, held against our own judgement of `farm-pc.txt`.
@Suite struct UDisksTests {
  private func bytes(_ path: String) -> String {
    "{\"type\":\"ay\",\"data\":\(Array(path.utf8) + [0])}"
  }

  private func block(
    _ node: String, drive: String = "/", isSystem: Bool, below: String = "/"
  ) -> String {
    """
    "\(UDisks.root)/block_devices/\(node)":{
      "org.freedesktop.UDisks2.Filesystem":{"MountPoints":{"type":"aay","data":[]}},
      "org.freedesktop.UDisks2.Block":{"Device":\(bytes("/dev/" + node)),
        "Drive":{"type":"o","data":"\(drive)"},"HintSystem":{"type":"b","data":\(isSystem)},
        "CryptoBackingDevice":{"type":"o","data":"\(below)"}}}
    """
  }

  private func drive(_ name: String, bus: String, isRemovable: Bool) -> String {
    """
    "\(name)":{"org.freedesktop.UDisks2.Drive":{
      "ConnectionBus":{"type":"s","data":"\(bus)"},
      "Removable":{"type":"b","data":\(isRemovable)},"Optical":{"type":"b","data":false},
      "Ejectable":{"type":"b","data":true},"CanPowerOff":{"type":"b","data":true}}}
    """
  }

  private func disks(_ objects: String...) throws -> UDisks {
    let all = objects.joined(separator: ",")
    let json = "{\"type\":\"a{oa{sa{sv}}}\",\"data\":[{\(all)}]}"
    return try #require(UDisks(json: Data(json.utf8)))
  }

  private func volume(_ place: String) throws -> Volume {
    let system = try RecordedSystem("farm-pc")
    let verdict = Media.judge(place, database: "/srv/farm.sqlite", view: system.view)
    guard case .external(let volume) = verdict else { throw Refused(verdict: verdict) }
    return volume
  }

  private struct Refused: Error { let verdict: MediaVerdict }

  @Test func `devices, drives and what lies below are read`() throws {
    let disks = try disks(
      block("sdd1", drive: "/d/Kingston", isSystem: false, below: "/b/sdd"),
      drive("/d/Kingston", bus: "usb", isRemovable: true))
    let block = try #require(disks.block("/dev/sdd1"))
    #expect(block.drive == "/d/Kingston" && block.lockedBelow == "/b/sdd" && !block.isSystem)
    #expect(block.path == UDisks.root + "/block_devices/sdd1")
    let found = try #require(disks.drive(ofDisk: "sdd1"))
    #expect(found.drive.bus == "usb" && found.drive.isRemovable && !found.drive.isOptical)
    #expect(found.drive.canEject && found.drive.canPowerOff)
    #expect(disks.block("/dev/sdd") == nil && disks.drive(ofDisk: "sdd") == nil)
  }

  @Test(arguments: ["", "[]", "{}", "{\"data\":[]}", "{\"data\":[3]}", "{\"data\":{}}", "\u{0}"])
  func `what is no answer of udisks is none`(text: String) {
    #expect(UDisks(json: Data(text.utf8)) == nil)
  }

  @Test func `what is missing in an answer is taken for the careful value`() throws {
    let disks = try disks(
      """
      "/b/sdd":{"org.freedesktop.UDisks2.Block":{"Device":{"type":"ay","data":[47,0,9]}}}
      """)
    let block = try #require(disks.block("/"))
    #expect(block.drive == "/" && block.lockedBelow == "/" && !block.isSystem)
  }

  @Test func `a disk that udisks takes for a part of the PC is disputed`() throws {
    let stick = try volume("/media/jean/KINGSTON")
    let fixed = block("sdd", drive: "/d/Kingston", isSystem: true)
    let kingston = drive("/d/Kingston", bus: "usb", isRemovable: true)
    #expect(try disks(fixed, kingston).disputed(stick) == "sdd")
    #expect(try disks(fixed).disputed(stick) == "sdd", "of a drive that it does not name")
    let agreed = block("sdd", drive: "/d/Kingston", isSystem: false)
    #expect(try disks(agreed, kingston).disputed(stick) == nil)
    #expect(try disks(block("sdc", isSystem: true)).disputed(stick) == nil, "another disk")
  }

  @Test func `Thunderbolt is not disputed, a drive that is not removable there is`() throws {
    let disk = try volume("/media/jean/X5")
    let system = block("nvme1n1", drive: "/d/X5", isSystem: true)
    for (isRemovable, disputed) in [(true, nil), (false, "nvme1n1")] as [(Bool, String?)] {
      let x5 = drive("/d/X5", bus: "", isRemovable: isRemovable)
      #expect(try disks(system, x5).disputed(disk) == disputed)
    }
  }
}
