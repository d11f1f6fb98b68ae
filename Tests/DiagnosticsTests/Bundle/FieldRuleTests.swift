import Testing

@testable import Diagnostics

struct FieldRuleTests {
  @Test(arguments: [
    (FieldRule.count, BundleValue.number(0), true), (.count, .number(-1), false),
    (.count, .flag(true), false), (.number, .number(-5), true), (.flag, .number(1), false),
    (.moment, .number(1_779_381_600_000), true), (.moment, .number(.max), false),
    (.word(["wal", "delete"]), .text("wal"), true), (.word(["wal"]), .text("WAL"), false),
    (.digits, .text("2018.10"), true), (.digits, .text("1-2.3"), true),
    (.digits, .text("12a"), false), (.digits, .text(""), false),
    (.version, .text("6.1.0-40-amd64"), true), (.version, .text("6.1 of Luc"), false),
    (.version, .text(String(repeating: "1", count: 49)), false),
    (.version, .text("a\"b"), false), (.version, .text("ferme du moulín"), false),
    (.hexadecimal(digits: 4), .text("18d1"), true), (.hexadecimal(digits: 4), .text("18D1"), false),
    (.hexadecimal(digits: 4), .text("18d1f"), false), (.code, .text("GATE-03"), true),
    (.code, .text("Luc-03"), false), (.code, .text("GATE-3"), false),
    (.code, .text("GATE-03 Luc"), false), (.mask, .text("pocket-1f2e3d4c"), false),
  ])
  func `a field takes its own kind and nothing else`(
    rule: FieldRule, value: BundleValue, isTaken: Bool
  ) {
    #expect(rule.takes(value) == isTaken)
  }
}

struct MaskerTests {
  @Test func `a name has one mask in a bundle, another one in the next, and none of its letters`() {
    let (first, second) = (Masker(), Masker())
    let mask = first.mask(.pocket, "7", label: "Pocket de Marie")
    #expect(first.mask(.pocket, "7", label: "Pocket de Marie") == mask)
    #expect(first.mask(.pocket, "8", label: "Pocket de Marie") != mask)
    #expect(first.mask(.medium, "7", label: "").text.dropFirst(7) != mask.text.dropFirst(7))
    #expect(second.mask(.pocket, "7", label: "Pocket de Marie") != mask)
    #expect(mask.text.wholeMatch(of: /pocket-[0-9a-f]{8}/) != nil)
    #expect(first.legend(.pocket).map(\.name) == ["Pocket de Marie", "Pocket de Marie"])
    #expect(FieldRule.mask.takes(.mask(mask)))
  }

  @Test func `only what the shipped schema has is shown by its name`() {
    let masker = Masker(shippedSchema: "CREATE TABLE parcel(id BLOB, label TEXT);")
    #expect(masker.schemaName(.table, "parcel").text == "parcel")
    #expect(masker.schemaName(.column, "label").text == "label")
    #expect(masker.schemaName(.table, "dettes").text.hasPrefix("table-"))
    #expect(masker.schemaName(.table, "parcel2").text.hasPrefix("table-"))
  }
}
