import FarmDatabase
import Gate
import Testing

@testable import Diagnostics

struct FarmCheckTests {
  private func one(_ change: (inout DoctorFacts) -> Void) throws -> Finding {
    let found = Healthy.bad(change)
    #expect(found.count == 1, "\(found)")
    return try #require(found.first)
  }

  private func expectWell(
    _ change: (inout DoctorFacts) -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = Healthy.bad(change)
    #expect(found.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func `a cable is judged by shares, and by no handful of frames`() throws {
    let lossy = try one { $0.farm?.sessions[0].line.framesMissed = 26 }
    #expect(lossy.reason == .machine(.lossy(label: "Luc", permille: 49, frames: 1_126)))
    let found1 = try one { $0.farm?.sessions[0].line.framesResent = 12 }
    #expect(found1.check == .cable)
    expectWell { $0.farm?.sessions[0].line.framesResent = 11 }
    let few = Healthy.bad { facts in
      facts.farm?.sessions[0].line.framesSent = 20
      facts.farm?.sessions[0].line.framesHeard = 19
      facts.farm?.sessions[0].line.framesMissed = 10
    }
    #expect(few.isEmpty)
  }

  @Test func `what the gate has against the file is the database's, and told once`() throws {
    let damage = try one { facts in
      facts.farm?.evidence?.database.integrityFaults = ["page 7 is never used"]
      facts.database.newestCopy = KnownCopy(generation: 3, medium: "KINGSTON", place: nil)
    }
    #expect(damage.check == .database && damage.verdict == .broken)
    #expect(damage.reason == .gate(.damagedDatabase(firstFault: "page 7 is never used")))
    #expect(damage.mend == .restore(generation: 3, medium: "KINGSTON", place: nil))
    #expect(damage.mend?.steps == [])
    let keys = try one { $0.farm?.evidence?.database.brokenForeignKeys = 2 }
    #expect(keys.mend == .person)
  }

  @Test func `a pocket elsewhere closes the gate as soon as records wait for a copy`() throws {
    let calm = try one { $0.farm?.evidence?.pockets[0].finishedSession = false }
    #expect(calm.check == .gate && calm.verdict == .notice)
    let waiting = try one { facts in
      facts.farm?.evidence?.pockets[0].finishedSession = false
      facts.farm?.pockets[0].safeNumber = 9
    }
    #expect(waiting.verdict == .warning)
    #expect(waiting.reason == .gate(.pocketElsewhere(label: "Luc")))
  }

  @Test func `a session of yesterday and a farm program that wrote since close no gate`() {
    expectWell { $0.farm?.evidence?.database.uncapturedRows = 5 }
    expectWell { $0.farm?.evidence?.pockets[0].finishedMilliseconds = Healthy.now }
  }

  @Test func `records that are still on a pocket are told in the gate's own words`() throws {
    let found = try one { $0.farm?.evidence?.pockets[0].lastOnPocket = 15 }
    #expect(found.reason == .gate(.recordsOnPocket(label: "Luc", count: 3)))
    #expect(found.verdict == .warning)
  }

  @Test func `triggers, chain, images, ledger and journal each have a finding`() throws {
    let triggers = try one { $0.farm?.condition.areTriggersThere = false }
    #expect(triggers.mend?.steps == [.inDatabase(.makeTriggers)] && triggers.verdict == .warning)
    let compared = Healthy.bad { $0.farm?.condition.areTriggersThere = nil }
    #expect(compared.isEmpty)
    let found2 = try one { $0.farm?.condition.missingCommits = 1 }
    #expect(found2.verdict == .broken)
    let found3 = try one { $0.farm?.condition.missingImages = ["parcel"] }
    #expect(found3.verdict == .broken)
    let long = try one { $0.farm?.condition.writeAheadBytes = 65 << 20 }
    #expect(long.mend?.steps == [.inDatabase(.emptyWriteAheadLog)])
    expectWell { $0.farm?.condition.writeAheadBytes = 64 << 20 }
  }

  @Test func `a damaged ledger is no damaged database, and is only put aside`() throws {
    let found = Healthy.bad { facts in
      facts.farm = nil
      facts.outbox = nil
      facts.database.ledgerFault = "page 5"
      facts.database.newestCopy = KnownCopy(generation: 7, medium: "KINGSTON", place: "/media/k")
    }
    let red = found.filter { $0.verdict > .notLooked }
    #expect(red.map(\.reason) == [.books(.ledgerDamaged(detail: "page 5"))])
    #expect(red.first?.mend?.steps == [.inDatabase(.setLedgerAside)])
    #expect(found.contains { $0.check == .database && $0.verdict == .notLooked })
  }

  @Test func `a retired pocket's line is past, and no medium is complete by a partial copy`()
    throws
  {
    expectWell { facts in
      facts.farm?.sessions[0].line.framesMissed = 100
      facts.farm?.pockets[0].peer.isRetired = true
    }
    let partial = try one { $0.farm?.media[0].newest.isPartial = true }
    #expect(partial.reason == .farm(.partialCopy(medium: "KINGSTON", generation: 3)))
    #expect(partial.verdict == .notice)
    let long = try one { facts in
      facts.farm?.media[0].newest.isPartial = true
      facts.farm?.media[0].newest.milliseconds = Healthy.now - 8 * Healthy.day
    }
    #expect(long.verdict == .warning)
  }

  @Test func `a session under way has not failed, and one that nobody runs has`() throws {
    let going = try one { facts in
      facts.database.isInUse = true
      facts.farm?.pockets[0].newest?.finished = nil
    }
    #expect(going.verdict == .notice)
    #expect(going.reason == .fact(.farm(.synchronising(label: "Luc"))))
    let other = Healthy.bad { facts in
      guard var second = facts.farm?.pockets[0] else { return }
      facts.database.isInUse = true
      second.newest?.finished = nil
      second.newest?.started -= Healthy.day
      facts.farm?.pockets.append(second)
    }
    #expect(other.map(\.verdict) == [.warning])
  }

  @Test func `settings that cannot be read are one finding, and no database that was never named`()
    throws
  {
    let config = SettingsTrouble.unreadable(path: "/home/luc/config.json", detail: "JSON")
    let found = Healthy.bad { facts in
      facts.settings = [config]
      facts.database.path = nil
      facts.farm = nil
      facts.outbox = nil
    }
    #expect(found.filter { $0.verdict > .notLooked }.map(\.reason) == [.settings(config)])
    let mail = SettingsTrouble.exposed(path: "/home/luc/channels.json", mode: 0o644)
    #expect(try one { $0.settings = [mail] }.verdict == .broken)
  }

  @Test func `a disk is full where the next run does not fit, and tight before`() throws {
    let found6 = try one { $0.places[0].freeBytes = 13 << 20 }
    #expect(found6.verdict == .broken)
    let found7 = try one { $0.places[0].freeBytes = 63 << 20 }
    #expect(found7.verdict == .warning)
    expectWell { $0.places[0].freeBytes = 64 << 20 }
    let unknown = Healthy.bad { $0.places[0].freeBytes = nil }
    #expect(unknown.isEmpty)
  }

  @Test func `what two folders need of one disk must fit there together`() throws {
    func working(disk: UInt64?) -> PlaceFacts {
      PlaceFacts(path: "/var/tmp", disk: disk, freeBytes: 70 << 20, neededBytes: 20 << 20)
    }
    let full = try one { facts in
      facts.places[0].freeBytes = 30 << 20
      facts.places.append(working(disk: 1))
    }
    #expect(
      full.reason
        == .machine(.noRoom(path: "/home/luc", neededBytes: 34 << 20, freeBytes: 30 << 20)))
    expectWell { $0.places.append(working(disk: 2)) }
    expectWell { facts in
      facts.places[0].disk = nil
      facts.places.append(working(disk: nil))
    }
  }

  @Test func `pockets and copies grow old; an older medium is left in its cupboard`() throws {
    func aged(_ days: UInt64) -> Finding? {
      Healthy.bad { facts in
        facts.farm?.pockets[0].newestGood?.finished = Healthy.now - days * Healthy.day
      }.first
    }
    #expect(aged(7) == nil)
    #expect(aged(8)?.verdict == .notice)
    #expect(aged(31)?.verdict == .warning)
    let cut = try one { $0.farm?.pockets[0].newest?.finished = nil }
    #expect(
      cut.reason == .farm(.lastAttemptFailed(label: "Luc", milliseconds: Healthy.now - Healthy.day))
    )
    expectWell { $0.farm?.pockets[0].peer.isRetired = true }
    let none = try one { $0.farm?.media = [] }
    #expect(none.reason == .farm(.noCopy) && none.verdict == .warning)
    let pretended = try one { $0.farm?.media[0].newest.isPretended = true }
    #expect(pretended.verdict == .notice)
    let old = try one { $0.farm?.media[0].newest.milliseconds = Healthy.now - 31 * Healthy.day }
    #expect(old.check == .copies && old.verdict == .warning)
    let cupboard = Healthy.bad { facts in
      guard var other = facts.farm?.media[0] else { return }
      other.newest.milliseconds = Healthy.now - 60 * Healthy.day
      facts.farm?.media.append(other)
    }
    #expect(cupboard.isEmpty)
  }

  @Test func `a pocket's clock is told and decides nothing`() throws {
    let skewed = try one { $0.farm?.pockets[0].newest?.clockSkewMilliseconds = -172_800_000 }
    #expect(skewed.verdict == .notice && skewed.check == .clock)
  }

  @Test func `an old farm program is a warning only where copies go to the server`() throws {
    let found8 = try one { $0.versions.farmProgram = "2018.09" }
    #expect(found8.verdict == .notice)
    let server = try one { facts in
      facts.versions.farmProgram = "2018.09"
      facts.versions.isServerSetUp = true
    }
    #expect(server.verdict == .warning)
    #expect(server.reason == .farm(.farmProgramOld(version: "2018.09")))
    expectWell { $0.versions.farmProgram = nil }
    let unknown = try one { facts in
      facts.versions.farmProgram = nil
      facts.versions.isServerSetUp = true
    }
    #expect(unknown.reason == .farm(.farmProgramUnknown))
  }

  @Test func `where no database is named, that is the finding`() {
    let found = Healthy.bad { facts in
      facts.database.path = nil
      facts.farm = nil
      facts.outbox = nil
    }
    #expect(found.filter { $0.verdict > .notLooked }.map(\.reason) == [.books(.noDatabase)])
  }
}
