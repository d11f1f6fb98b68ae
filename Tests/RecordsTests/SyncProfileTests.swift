import Foundation
import Testing

@testable import Records

struct SyncProfileTests {
  private func decode(_ json: String) throws -> SyncProfile {
    try JSONDecoder().decode(SyncProfile.self, from: Data(json.utf8))
  }

  @Test func `the shortest profile needs no policy, group or history`() throws {
    let profile = try decode(
      """
      { "format": 1, "name": "n", "recentDays": 30, "leftOut": [],
        "tables": [{ "name": "t", "identity": "surrogate", "direction": "fromPocket" }] }
      """)
    #expect(profile.format == SyncProfile.currentFormat)
    #expect(
      profile.tables == [ProfileTable(name: "t", identity: .surrogate, direction: .fromPocket)])
  }

  @Test func `a group says what its policy needs`() throws {
    let profile = try decode(
      """
      { "format": 1, "name": "n", "recentDays": 30, "leftOut": [],
        "tables": [{ "name": "t", "identity": "own", "direction": "both", "policy": "keep-both",
          "groups": [{ "columns": ["s"], "policy": "forward-only", "states": ["a", "b"] },
            { "columns": ["u"], "policy": "union", "separator": ";" },
            { "columns": ["n"], "policy": "sum" }] }] }
      """)
    #expect(profile.tables[0].policy == .keepBoth)
    #expect(
      profile.tables[0].groups == [
        ColumnGroup(columns: ["s"], policy: .forwardOnly, states: ["a", "b"]),
        ColumnGroup(columns: ["u"], policy: .union, separator: ";"),
        ColumnGroup(columns: ["n"], policy: .sum),
      ])
  }

  @Test func `the shipped profile reads and comes back the same`() throws {
    let fixture = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("fixtures/profiles/farm.json")
    let profile = try JSONDecoder().decode(SyncProfile.self, from: Data(contentsOf: fixture))
    #expect(profile.tables.count + profile.leftOut.count == 16)
    let again = try JSONDecoder().decode(
      SyncProfile.self, from: JSONEncoder().encode(profile))
    #expect(again == profile)
  }

  @Test(arguments: [
    #"{ "format": 1, "name": "n", "recentDays": 30, "tables": [] }"#,
    #"{ "format": 1, "name": "n", "tables": [], "leftOut": [] }"#,
    #"""
    { "format": 1, "name": "n", "recentDays": 30, "leftOut": [],
      "tables": [{ "name": "t", "identity": "rowid", "direction": "both" }] }
    """#,
    #"""
    { "format": 1, "name": "n", "recentDays": 30, "leftOut": [],
      "tables": [{ "name": "t", "identity": "own", "direction": "up" }] }
    """#,
  ])
  func `a missing part or an unknown word is refused`(json: String) {
    #expect(throws: DecodingError.self) { try decode(json) }
  }
}
