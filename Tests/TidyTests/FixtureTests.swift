import Foundation
import Testing

struct FixtureTests {
  @Test func `every fixture is named by a source, a test, a script or a document`() throws {
    let project = Project.current
    let fixtures = try project.files(under: "fixtures")
    let named = try ["scripts", "docs"].flatMap { try project.files(under: $0) }
    let pages = ["Package.swift", "README.md", "ARCHITECTURE.md"].filter(project.exists)
    let texts = try (named + pages).map { try project.text($0) }
    #expect(!fixtures.isEmpty)
    let complaints = FixtureRule.complaints(
      about: fixtures, named: texts + project.swift.map { $0.lines.joined(separator: "\n") })
    #expect(complaints == [])
  }

  @Test func `a fixture that nothing names is found`() {
    let found = FixtureRule.complaints(
      about: [
        "fixtures/merge/one/base.json", "fixtures/farm/schema.sql", "fixtures/farm/left.over",
      ],
      named: ["folder(\"fixtures/merge\")", "see fixtures/farm/schema.sql"])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("fixtures/farm/left.over") == true)
  }

  @Test func `the demo embeds the fixtures themselves, not copies`() throws {
    let links = [
      "Sources/DemoFarm/Embedded/schema.sql": "fixtures/farm/schema.sql",
      "Sources/DemoFarm/Embedded/farm.json": "fixtures/profiles/farm.json",
    ]
    let root = Project.current.root
    for (link, fixture) in links {
      let url = root.appendingPathComponent(link)
      let destination = try FileManager.default.destinationOfSymbolicLink(atPath: url.path)
      let target = url.deletingLastPathComponent().appendingPathComponent(destination)
      #expect(
        target.standardizedFileURL == root.appendingPathComponent(fixture).standardizedFileURL)
    }
  }
}
