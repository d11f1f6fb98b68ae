import Testing

@testable import Backup

@Suite struct PipelineTests {
  /// Pieces so small that the workers overtake each other at every step.
  @Test(arguments: 0..<40)
  func `pieces are delivered in order however the workers race`(round: Int) throws {
    nonisolated(unsafe) var next = 0
    nonisolated(unsafe) var delivered: [Int] = []
    try Pipeline.run(
      slot: { 0 },
      take: { slot throws(BackupError) in
        slot = next
        next += 1
        return slot < 3_000
      },
      work: { slot throws(BackupError) in
        if slot.isMultiple(of: 7) { for _ in 0..<(round * 20) { slot ^= 0 } }
      },
      deliver: { slot throws(BackupError) in
        delivered.append(slot)
        return true
      })
    #expect(delivered == Array(0..<3_000))
  }

  @Test(arguments: ["take", "work", "deliver"])
  func `an error of any step ends the run`(step: String) {
    let fault = BackupError.noSuchGeneration(7)
    nonisolated(unsafe) var next = 0
    #expect(throws: fault) {
      try Pipeline.run(
        slot: { 0 },
        take: { slot throws(BackupError) in
          slot = next
          next += 1
          if step == "take" && slot == 50 { throw fault }
          return slot < 100
        },
        work: { slot throws(BackupError) in if step == "work" && slot == 50 { throw fault } },
        deliver: { slot throws(BackupError) in
          if step == "deliver" && slot == 50 { throw fault }
          return true
        })
    }
  }

  @Test func `a delivery that gives up ends the run without an error`() throws {
    nonisolated(unsafe) var next = 0
    nonisolated(unsafe) var last = 0
    try Pipeline.run(
      slot: { 0 },
      take: { slot throws(BackupError) in
        slot = next
        next += 1
        return true
      }, work: { _ throws(BackupError) in },
      deliver: { slot throws(BackupError) in
        last = slot
        return slot < 20
      })
    #expect(last == 20)
  }
}
