import Foundation
import Testing

@testable import SyncEngine

struct CodeTableTests {
  private static let file = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/CODES.md")

  @Test func `the page of codes is what the catalogue says`() throws {
    if ProcessInfo.processInfo.environment["WRITE_CODES"] == "1" {
      try CodeTable.text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    let page = try String(contentsOf: Self.file, encoding: .utf8)
    let isCurrent = page == CodeTable.text
    #expect(
      isCurrent,
      "docs/CODES.md is old: write it with WRITE_CODES=1 swift test --filter CodeTableTests")
  }

  @Test func `every code stands on the page once`() {
    let page = CodeTable.text
    for problem in Problem.onePerCode {
      #expect(page.ranges(of: "\n| \(problem.code) |").count == 1, "\(problem.code)")
    }
  }

  @Test func `every exit status stands on the page`() {
    let page = CodeTable.text
    for status in ShellStatus.allCases {
      #expect(page.contains("\n| \(status.rawValue) |"))
    }
  }
}
