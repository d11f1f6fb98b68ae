import Foundation

/// A Swift file of the project, read once, with its code and its string literals told apart.
struct SourceFile: Sendable {
  /// Path from the project's root, with `/`.
  let path: String
  let lines: [String]
  /// The lines with comments, strings and quoted names blanked, so that words in them count not.
  let code: [String]
  let literals: [StringLiteral]

  init(path: String, text: String) {
    self.path = path
    lines = Self.lines(of: text)
    var scanner = SwiftScanner(text)
    scanner.scan()
    code = Self.lines(of: String(decoding: scanner.code, as: UTF8.self))
    literals = scanner.literals
  }

  /// `Sources/Merge/Rule.swift` → `Merge`; nil above the folder of a target.
  var target: String? {
    let parts = path.split(separator: "/")
    return parts.count >= 3 ? String(parts[1]) : nil
  }

  var isSource: Bool { path.hasPrefix("Sources/") }
  var isGenerated: Bool { path.hasSuffix(".pb.swift") }

  private static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

/// A string literal without its quotes and interpolations, and the line it starts on, from 1.
struct StringLiteral: Hashable, Sendable {
  let line: Int
  let text: String
}
