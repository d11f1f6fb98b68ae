import Records
import Testing

@testable import Gate

struct DatabaseChecksTests {
  @Test func `no quarantine passes, any count refuses with it`() {
    #expect(NoBlockingQuarantine.refusals(Evidence.sound) == [])
    let evidence = Evidence.with { $0.database.blockingQuarantine = 7 }
    #expect(NoBlockingQuarantine.refusals(evidence) == [.quarantine(count: 7)])
  }

  @Test func `a sound file passes, each kind of damage has its refusal`() {
    #expect(DatabaseIsSound.refusals(Evidence.sound) == [])
    let evidence = Evidence.with {
      $0.database.integrityFaults = ["row missing from index", "other"]
      $0.database.brokenForeignKeys = 2
    }
    #expect(
      DatabaseIsSound.refusals(evidence) == [
        .damagedDatabase(firstFault: "row missing from index"), .brokenForeignKeys(count: 2),
      ])
  }

  @Test(
    arguments: [
      (CommitStamp(sequence: 41, nonce: 0xFEED), 0, false),
      (CommitStamp(sequence: 40, nonce: 0xFEED), 0, true),
      (CommitStamp(sequence: 41, nonce: 0xFEEE), 0, true),
      (CommitStamp(sequence: 41, nonce: 0xFEED), 1, true),
      (nil, 0, false),
      (nil, 1, true),
    ] as [(CommitStamp?, Int, Bool)])
  func `another commit or another nonce or an uncaptured row is a move`(
    after: CommitStamp?, uncaptured: Int, moved: Bool
  ) {
    let evidence = Evidence.with {
      $0.database.commitAfterSessions = after
      $0.database.uncapturedRows = uncaptured
    }
    #expect(DatabaseIsUnmoved.refusals(evidence) == (moved ? [.databaseMoved] : []))
  }
}
