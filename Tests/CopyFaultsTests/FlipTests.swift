import CopyFaults
import Foundation
import Testing

@Suite struct FlipTests {
  @Test(arguments: [1 as UInt64, 2, 3])
  func `a flipped bit in any file is found and named and what rests elsewhere restores`(
    seed: UInt64
  ) throws {
    let folder = NSTemporaryDirectory() + "flips-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let campaign = try FlipCampaign(yard: CopyYard(folder: folder), rows: 5_000)
    let tally = try campaign.run(count: 17, seed: seed)
    #expect(tally.flips >= 17 && tally.segments > 8)
    #expect(tally.restored > 30 && tally.refused > 20)
  }
}
