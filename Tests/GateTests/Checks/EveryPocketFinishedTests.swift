import Testing

@testable import Gate

struct EveryPocketFinishedTests {
  @Test func `pockets that finished pass`() {
    #expect(EveryPocketFinished.refusals(Evidence.sound) == [])
  }

  @Test func `each pocket that did not finish is named`() {
    let evidence = Evidence.with {
      $0.pockets[0].finishedSession = false
      $0.pockets[1].finishedSession = false
    }
    #expect(
      EveryPocketFinished.refusals(evidence) == [
        .pocketElsewhere(label: "Luc"), .pocketElsewhere(label: "Marie"),
      ])
  }

  @Test func `an old good session does not stand for one of this run`() {
    let evidence = Evidence.with {
      $0.pockets[0].finishedSession = false
      $0.pockets[0].finishedMilliseconds = Evidence.now - 1
    }
    #expect(EveryPocketFinished.refusals(evidence) == [.pocketElsewhere(label: "Luc")])
  }

  @Test func `a pocket that is left out by name need not finish`() {
    let evidence = Evidence.with {
      $0.pockets[0].finishedSession = false
      $0.exceptions = [GateException(label: "Luc", reason: "perdu")]
    }
    #expect(EveryPocketFinished.refusals(evidence) == [])
  }
}
