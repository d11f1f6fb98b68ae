import FarmDatabase
import Testing

@testable import Simulation

/// What pockets may drop rests on the list of copies: it must not forget one.
@Suite(.serialized) struct CopyNoteTests {
  @Test func `a verified copy that was noted is known after a power cut`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let disk = SimulatedDisk(number: 41)
      let hub = try Hub(disk: disk, chance: Chance(seed: seed), guards: .all)
      try hub.copy(verified: true, partial: false)
      hub.cutPower(seed: seed)
      #expect(try hub.engine().ledger.media().count == 1)
      hub.close()
    }
  }
}
