import Backup
import FarmDatabase
import Foundation
import Testing

@testable import Media
@testable import SyncEngine

/// What a copy rests on besides what the writer proves.
@Suite struct CopyRunTests {
  @Test func `nothing is written where the volume that was judged is no longer`() throws {
    let farm = try CopyFarm()
    let judged = VolumeIdentity(device: 1, uuid: "1A2B-3C4D", disks: ["sdz"], sequences: ["14"])
    #expect(throws: SyncError.backup(.vanished)) { _ = try farm.copy(judged: judged) }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: farm.stick) == [])
    _ = try farm.copy()
    #expect(try farm.copies().count == 1)
  }
}
