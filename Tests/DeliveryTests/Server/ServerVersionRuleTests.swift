import Testing

@testable import Delivery

/// Only farm programs later than October 2018 may send to the server.
@Suite struct ServerVersionRuleTests {
  @Test(arguments: [
    "2018.11", "2018-11", "11/2018", "2018.12.1", "2019.1", "2019", "v2019.1", "V 2024.05",
    "1.2019", "2026-03-14", "2018/11",
  ]) func `later versions may`(_ version: String) {
    #expect(ServerVersionRule(version) == .allowed)
  }

  @Test(arguments: ["2018.10", "2018-10", "10/2018", "2018.10.31", "2017", "2009.12", "1/2018"])
  func `October 2018 and earlier ones may not`(_ version: String) {
    #expect(ServerVersionRule(version) == .tooOld)
    #expect(throws: ServerError.versionTooOld(version)) { try ServerVersionRule.check(version) }
  }

  @Test(arguments: [
    nil, "", "2018", "x", "7.3.1", "2018.13", "2018.0", "20181", "13/2018", "3.2018.1", "2018.x",
    "99999999999999999999", "٢٠١٩.١", String(repeating: "1", count: 10_000),
  ]) func `what tells no month is unknown, and unknown may not`(_ version: String?) {
    #expect(ServerVersionRule(version) == .unknown)
    #expect(throws: ServerError.versionUnknown(version ?? "")) {
      try ServerVersionRule.check(version)
    }
  }
}
