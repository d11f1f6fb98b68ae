import Testing

@testable import Gate

struct SessionsAreFreshTests {
  private static let limit = SessionsAreFresh.maximumAgeMilliseconds

  private func check(finished: UInt64?, now: UInt64 = Evidence.now) -> [GateRefusal] {
    SessionsAreFresh.refusals(
      Evidence.with {
        $0.pockets = [Evidence.pocket("Luc")]
        $0.pockets[0].finishedMilliseconds = finished
        $0.milliseconds = now
      })
  }

  @Test func `a quarter of an hour is fresh, a millisecond more is not`() {
    #expect(check(finished: Evidence.now) == [])
    #expect(check(finished: Evidence.now - Self.limit) == [])
    #expect(
      check(finished: Evidence.now - Self.limit - 1) == [
        .sessionTooOld(label: "Luc", minutes: 15)
      ])
  }

  @Test func `a session that ended after now has no age and is refused`() {
    #expect(check(finished: Evidence.now + 1) == [.sessionTooOld(label: "Luc", minutes: 0)])
    #expect(check(finished: .max, now: 0) == [.sessionTooOld(label: "Luc", minutes: 0)])
  }

  @Test func `ages of years do not overflow`() {
    #expect(
      check(finished: 0, now: .max - 1) == [
        .sessionTooOld(label: "Luc", minutes: (UInt64.max - 1) / 60_000)
      ])
  }

  @Test func `a pocket that finished no session is left to the check of that`() {
    let evidence = Evidence.with {
      $0.pockets[0].finishedSession = false
      $0.pockets[0].finishedMilliseconds = 0
    }
    #expect(SessionsAreFresh.refusals(evidence) == [])
  }
}
