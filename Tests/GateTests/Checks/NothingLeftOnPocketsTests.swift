import Testing

@testable import Gate

struct NothingLeftOnPocketsTests {
  @Test(
    arguments: [
      (nil, 0, nil), (nil, 9, nil), (0, 0, nil), (9, 9, nil), (8, 9, nil), (9, 8, 1),
      (.max, 0, .max),
    ] as [(UInt64?, UInt64, UInt64?)])
  func `what the pocket has beyond the last commit is counted`(
    onPocket: UInt64?, merged: UInt64, left: UInt64?
  ) {
    let evidence = Evidence.with {
      $0.pockets[0].lastOnPocket = onPocket
      $0.pockets[0].lastMerged = merged
    }
    let expected = left.map { [GateRefusal.recordsOnPocket(label: "Luc", count: $0)] } ?? []
    #expect(NothingLeftOnPockets.refusals(evidence) == expected)
  }

  @Test func `a pocket that is left out may keep its changes`() {
    let evidence = Evidence.with {
      $0.pockets[0].lastOnPocket = 99
      $0.exceptions = [GateException(label: "Luc", reason: "perdu")]
    }
    #expect(NothingLeftOnPockets.refusals(evidence) == [])
  }
}
