import Foundation
import Testing

@testable import SyncEngine

/// A remedy must not send people to a command or an option that the program does not have.
struct AdviceTests {
  private static let program = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/pocket-sync")

  private static func sources() throws -> String {
    let walk = try #require(FileManager.default.enumerator(atPath: program.path))
    let paths = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    return try paths.map { path in
      try String(contentsOf: program.appendingPathComponent(path), encoding: .utf8)
    }.joined()
  }

  /// Without the texts that an example brings itself.
  private static let remedies = Problem.examples.flatMap { problem in
    Language.allCases.flatMap { $0.words(for: problem) }.map { words in
      texts(in: problem).reduce(words.remedy) { $0.replacing($1, with: "") }
    }
  }

  /// `new-keys` is `newKeys` in the program.
  private static func property(_ option: String) -> String {
    let parts = option.split(separator: "-")
    return ([String(parts[0])] + parts.dropFirst().map(\.capitalized)).joined()
  }

  @Test func `every command that a remedy names exists`() throws {
    let sources = try Self.sources()
    let named = Set(
      Self.remedies.flatMap { $0.matches(of: /pocket-sync ([a-z]+)/).map { String($0.1) } })
    #expect(named.contains("status"))
    for command in named {
      let exists = sources.contains("commandName: \"\(command)\"")
      #expect(exists, "pocket-sync \(command)")
    }
  }

  @Test func `every option that a remedy names exists`() throws {
    let sources = try Self.sources()
    let named = Set(
      Self.remedies.flatMap { $0.matches(of: /--([a-z]+(?:-[a-z]+)*)/).map { String($0.1) } })
    #expect(named.contains("reason"))
    for option in named {
      let property = "  var \(Self.property(option))"
      let exists = sources.contains("\(property):") || sources.contains("\(property) = ")
      #expect(exists, "--\(option)")
    }
  }
}
