import Testing

@testable import Gate

struct ExceptionsAreNamedTests {
  private func check(_ exceptions: GateException...) -> [GateRefusal] {
    ExceptionsAreNamed.refusals(Evidence.with { $0.exceptions = exceptions })
  }

  @Test func `a registered pocket with a reason may be left out`() {
    #expect(check(GateException(label: "Luc", reason: "Tombé dans la fosse")) == [])
  }

  @Test(arguments: ["", " ", "\n\t ", "\u{a0}"])
  func `a reason of nothing but space is none`(reason: String) {
    #expect(
      check(GateException(label: "Luc", reason: reason)) == [
        .exceptionWithoutReason(label: "Luc")
      ])
  }

  @Test(arguments: ["luc", "Luc ", "", "Jan"])
  func `a name is taken literally`(label: String) {
    #expect(
      check(GateException(label: label, reason: "perdu")) == [.unknownException(label: label)])
  }

  @Test func `each wrong exception is named`() {
    let found = check(
      GateException(label: "Jan", reason: "perdu"), GateException(label: "Marie", reason: ""))
    #expect(
      found == [.unknownException(label: "Jan"), .exceptionWithoutReason(label: "Marie")])
  }
}
