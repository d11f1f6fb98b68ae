import Testing

@testable import Gate

struct NoInboxLeftOverTests {
  @Test func `an empty inbox passes`() {
    #expect(NoInboxLeftOver.refusals(Evidence.sound) == [])
  }

  @Test func `what was received and not merged refuses, of a pocket that is left out too`() {
    let evidence = Evidence.with {
      $0.pockets[0].leftInInbox = 3
      $0.exceptions = [GateException(label: "Luc", reason: "perdu")]
    }
    #expect(NoInboxLeftOver.refusals(evidence) == [.inboxLeftOver(label: "Luc", count: 3)])
  }
}
