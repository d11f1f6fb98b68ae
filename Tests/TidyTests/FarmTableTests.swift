import Testing

struct FarmTableTests {
  private static let rule = FarmTableRule(
    schema: "CREATE TABLE parcel (\nCREATE TABLE stock_lot (\n-- CREATE TABLE none (\n")

  private func complaints(_ text: String, path: String = "Sources/Merge/A.swift") -> Int {
    Self.rule.complaints(about: SourceFile(path: path, text: text)).count
  }

  @Test func `no source outside the demo names a table of the farm program`() throws {
    let rule = FarmTableRule(schema: try Project.current.text("fixtures/farm/schema.sql"))
    #expect(rule.tables.count == 16)
    #expect(Project.current.swift.flatMap(rule.complaints) == [])
  }

  @Test(arguments: [
    "let a = \"parcel\"", "let a = \"SELECT * FROM parcel WHERE b = 1\"",
    "let a = \"see stock_lot\"", "let a = \"\"\"\n  UPDATE parcel SET a = 1\n  \"\"\"",
    "let a = #\"INSERT INTO parcel\"#", "let a = \"\\(b(\"parcel\"))\"",
  ])
  func `a table's name in a literal is found`(text: String) {
    #expect(complaints(text) == 1)
  }

  @Test(arguments: [
    "let a = \"the parcel in a sentence\"", "let parcel = 1", "// \"parcel\"",
    "let a = \"parcels\"",
  ])
  func `a word of the language is left alone`(text: String) {
    #expect(complaints(text) == 0)
  }

  @Test func `the demo's generator may name them`() {
    #expect(complaints("let a = \"parcel\"", path: "Sources/DemoFarm/A.swift") == 0)
  }
}
