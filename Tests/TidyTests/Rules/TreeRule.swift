/// The tests tree mirrors the sources tree, so that who knows one knows the other.
enum TreeRule {
  /// Test folders that belong to no single target.
  static let apart: Set<String> = [
    "MustNotCompile", "ScenarioTests", "TestSupport", "TidyTests", "TransportContractTests",
  ]

  /// Complains about test folders that the manifest does not name: they never run.
  static func unbuilt(tests: [String], manifest: String) -> [String] {
    tests.filter { $0 != "MustNotCompile" && !manifest.contains("\"\($0)\"") }.map {
      "Tests/\($0): Package.swift has no such target, so nothing in it runs; add it"
    }
  }

  /// Complains about test folders without their source folder, and targets without tests.
  static func complaints(
    sources: [String], tests: [String], folders: (String) -> [String]
  ) -> [String] {
    let strangers = tests.filter { !apart.contains($0) }.flatMap { test -> [String] in
      let target = String(test.dropLast("Tests".count))
      guard test.hasSuffix("Tests"), sources.contains(target) else {
        return ["Tests/\(test): no target of that name; call it <target>Tests"]
      }
      let known = Set(folders("Sources/\(target)") + ["Support"])
      return folders("Tests/\(test)").filter { !known.contains($0) }.map {
        "Tests/\(test)/\($0): Sources/\(target) has no such folder; put the tests where the "
          + "code stands"
      }
    }
    let untested = sources.filter { needsTests($0) && !tests.contains("\($0)Tests") }
    return strangers + untested.map { "Sources/\($0): no Tests/\($0)Tests; write them" }
  }

  /// Shims and seams are tested through their users, programs through `ScenarioTests`.
  private static func needsTests(_ target: String) -> Bool {
    !EdgeRule.isCLibrary(target) && !target.hasPrefix("pocket-") && !target.hasSuffix("Transport")
  }
}
