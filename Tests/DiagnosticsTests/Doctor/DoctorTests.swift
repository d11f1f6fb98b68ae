import FarmDatabase
import Gate
import Records
import Testing
import Transport

@testable import Diagnostics

struct DoctorTests {
  @Test func `where nothing is wrong every check has passed, and each has a line`() {
    let findings = Doctor.examine(Healthy.facts())
    #expect(findings.allSatisfy { $0.verdict == .passed }, "\(findings)")
    #expect(Set(findings.map(\.check)) == Set(DoctorCheck.allCases))
    #expect(Doctor.worst(findings) == .passed)
  }

  @Test func `a database that does not open is one finding, and what lies in it is not looked at`()
  {
    let found = Healthy.bad { facts in
      facts.farm = nil
      facts.outbox = nil
      facts.database.fault = .damaged(detail: "malformed")
      facts.database.newestCopy = KnownCopy(generation: 7, medium: "KINGSTON", place: "/media/k")
    }
    let broken = found.filter { $0.verdict > .notLooked }
    #expect(broken.map(\.reason) == [.database(.damaged(detail: "malformed"))])
    #expect(
      broken.first?.mend?.steps
        == [.ourselves(["restore", "/media/k", "--replace", "--generation", "7"])])
    let unseen = Set(found.filter { $0.verdict == .notLooked }.map(\.check))
    #expect(unseen == [.cable, .triggers, .metadata, .journal, .pockets, .copies, .gate, .outbox])
  }

  @Test(arguments: [true, false])
  func `a wrong clock is one finding, and nothing is judged by age`(isBehind: Bool) {
    let years: UInt64 = 730 * Healthy.day
    let found = Healthy.bad { facts in
      facts.clock.nowMilliseconds =
        isBehind ? facts.clock.nowMilliseconds - years : facts.clock.nowMilliseconds + years
    }
    #expect(found.filter { $0.verdict > .notLooked }.map(\.check) == [.clock])
    #expect(found.first { $0.check == .clock }?.mend == .setClock(seconds: Healthy.now / 1000 + 4))
    #expect(
      Set(found.filter { $0.verdict == .notLooked }.map(\.check))
        == [.pockets, .copies, .gate, .outbox])
  }

  @Test func `a battery clock that was set back is not believed`() {
    let found = Healthy.bad { facts in
      facts.clock.nowMilliseconds -= 730 * Healthy.day
      facts.clock.batteryMilliseconds = facts.clock.nowMilliseconds - 900 * Healthy.day
    }
    #expect(found.first { $0.check == .clock }?.mend == .networkTime)
  }

  @Test func `a battery that is empty makes no wrong clock of a right one`() {
    let found = Healthy.bad { $0.clock.batteryMilliseconds = 946_684_800_000 }
    #expect(found.isEmpty)
  }

  @Test func `verdicts are worse in the order in which a person must know them`() {
    #expect(
      CheckVerdict.allCases.sorted()
        == [.passed, .notApplicable, .notice, .notLooked, .warning, .broken])
  }
}
