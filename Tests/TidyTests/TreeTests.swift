import Testing

struct TreeTests {
  private func complaints(
    sources: [String], tests: [String], folders: [String: [String]] = [:]
  ) -> [String] {
    TreeRule.complaints(sources: sources, tests: tests) { folders[$0] ?? [] }
  }

  @Test func `the tests tree mirrors the sources tree`() {
    let project = Project.current
    let found = TreeRule.complaints(
      sources: project.folders(in: "Sources"), tests: project.folders(in: "Tests"),
      folders: project.folders)
    #expect(found == [])
  }

  @Test func `tests of no target, tests in no folder of it, and a target without tests are found`()
  {
    #expect(complaints(sources: ["Core"], tests: ["CoreTests", "OtherTests"]).count == 1)
    #expect(complaints(sources: ["Core"], tests: []).count == 1)
    let folders = ["Sources/Core": ["A"], "Tests/CoreTests": ["A", "B"]]
    #expect(complaints(sources: ["Core"], tests: ["CoreTests"], folders: folders).count == 1)
  }

  @Test func `every test folder is a target, so that it runs`() throws {
    let tests = Project.current.folders(in: "Tests")
    let manifest = try Project.current.text("Package.swift")
    #expect(TreeRule.unbuilt(tests: tests, manifest: manifest) == [])
    #expect(TreeRule.unbuilt(tests: ["ATests"], manifest: "tests(\"AATests\")").count == 1)
    #expect(TreeRule.unbuilt(tests: ["ATests"], manifest: "tests(\"ATests\")") == [])
  }

  @Test func `shims, concrete transports and programs are tested through others`() {
    let sources = ["CThing", "SerialTransport", "pocket-sync"]
    #expect(complaints(sources: sources, tests: ["TidyTests", "MustNotCompile"]) == [])
  }
}
