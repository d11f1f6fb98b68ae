import Records
import Testing

@testable import Gate

struct GateTests {
  /// What a ticket says, read while it is spent.
  private struct Spent: Equatable {
    let commit: CommitStamp
    let isPartial: Bool

    init(_ ticket: consuming GateTicket) {
      commit = ticket.commit
      isPartial = ticket.isPartial
    }
  }

  private func ticket(_ evidence: GateEvidence) -> Spent? {
    switch Gate.evaluate(evidence) {
    case .open(let ticket): Spent(ticket)
    case .closed: nil
    }
  }

  @Test func `sound evidence opens with a ticket for the newest commit`() throws {
    let spent = try #require(ticket(Evidence.sound))
    #expect(spent.commit == Evidence.commit)
    #expect(!spent.isPartial)
  }

  @Test func `a farm without pockets passes`() {
    let evidence = Evidence.with {
      $0.pockets = []
      $0.database.commitAfterSessions = nil
    }
    #expect(ticket(evidence)?.isPartial == false)
  }

  @Test func `a copy without a pocket that is left out by name is partial`() {
    let evidence = Evidence.with {
      $0.pockets[0].finishedSession = false
      $0.exceptions = [GateException(label: "Luc", reason: "Cassé, en réparation")]
    }
    #expect(ticket(evidence)?.isPartial == true)
  }

  /// Every check with evidence that spoils it alone, and the refusal that must come of it.
  private static let spoilt: [(GateEvidence, GateRefusal)] = [
    (
      Evidence.with { $0.exceptions = [GateException(label: "Jan", reason: "lost")] },
      .unknownException(label: "Jan")
    ),
    (
      Evidence.with { $0.exceptions = [GateException(label: "Luc", reason: " ")] },
      .exceptionWithoutReason(label: "Luc")
    ),
    (
      Evidence.with { $0.pockets[1].finishedSession = false }, .pocketElsewhere(label: "Marie")
    ),
    (
      Evidence.with { $0.pockets[0].lastOnPocket = 15 },
      .recordsOnPocket(label: "Luc", count: 3)
    ),
    (Evidence.with { $0.pockets[0].leftInInbox = 2 }, .inboxLeftOver(label: "Luc", count: 2)),
    (
      Evidence.with { $0.pockets[0].finishedMilliseconds = Evidence.now - 16 * 60_000 },
      .sessionTooOld(label: "Luc", minutes: 16)
    ),
    (Evidence.with { $0.database.blockingQuarantine = 1 }, .quarantine(count: 1)),
    (Evidence.with { $0.database.brokenForeignKeys = 4 }, .brokenForeignKeys(count: 4)),
    (
      Evidence.with { $0.database.integrityFaults = ["page 7", "page 9"] },
      .damagedDatabase(firstFault: "page 7")
    ),
    (Evidence.with { $0.database.uncapturedRows = 1 }, .databaseMoved),
  ]

  @Test(arguments: spoilt.indices)
  func `one spoilt fact closes the gate with its own refusal and no other`(index: Int) {
    let (evidence, refusal) = Self.spoilt[index]
    #expect(refusals(evidence) == [refusal])
  }

  @Test func `every refusal of the enum has evidence above that brings it about`() {
    // A new case fails to compile here until it has evidence of its own.
    func number(_ refusal: GateRefusal) -> Int {
      switch refusal {
      case .pocketElsewhere: 0
      case .recordsOnPocket: 1
      case .inboxLeftOver: 2
      case .sessionTooOld: 3
      case .quarantine: 4
      case .brokenForeignKeys: 5
      case .damagedDatabase: 6
      case .databaseMoved: 7
      case .unknownException: 8
      case .exceptionWithoutReason: 9
      }
    }
    #expect(Set(Self.spoilt.map { number($0.1) }) == Set(0...9))
  }

  @Test func `several faults are all named at once`() {
    let evidence = Evidence.with {
      $0.pockets[0].leftInInbox = 1
      $0.pockets[1].finishedSession = false
      $0.database.brokenForeignKeys = 1
    }
    #expect(
      Set(refusals(evidence)) == [
        .inboxLeftOver(label: "Luc", count: 1), .pocketElsewhere(label: "Marie"),
        .brokenForeignKeys(count: 1),
      ])
  }
}
