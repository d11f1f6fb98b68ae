/// Files, functions and lines stay short enough to be read in one go.
enum SizeRule {
  static let maximumFileLines = 300
  static let maximumFunctionLines = 60
  static let maximumLineColumns = 100

  static func complaints(about file: SourceFile) -> [String] {
    guard !file.isGenerated else { return [] }
    return longFile(file) + longLines(file) + longFunctions(file)
  }

  private static func longFile(_ file: SourceFile) -> [String] {
    guard file.lines.count > maximumFileLines else { return [] }
    return [
      "\(file.path): \(file.lines.count) lines, at most \(maximumFileLines); "
        + "move the second subject it holds into a file of its own"
    ]
  }

  private static func longLines(_ file: SourceFile) -> [String] {
    file.lines.indices.compactMap { index in
      let columns = file.lines[index].count
      guard columns > maximumLineColumns else { return nil }
      return "\(file.path):\(index + 1): \(columns) columns, at most \(maximumLineColumns); "
        + "name a part of the expression, or wrap the text"
    }
  }

  private static func longFunctions(_ file: SourceFile) -> [String] {
    functions(in: file).compactMap { function in
      let count = function.upperBound - function.lowerBound + 1
      guard count > maximumFunctionLines else { return nil }
      return "\(file.path):\(function.lowerBound + 1): a function of \(count) lines, at most "
        + "\(maximumFunctionLines); let its steps be functions with names"
    }
  }

  /// The lines, from 0, of each function with a body, from its first word to its closing brace.
  static func functions(in file: SourceFile) -> [ClosedRange<Int>] {
    file.code.indices.compactMap { start in
      let words = file.code[start].split { " (<?!".contains($0) }
      let starters: Set<Substring> = ["func", "init", "deinit", "subscript"]
      guard let index = words.firstIndex(where: starters.contains) else { return nil }
      guard words[..<index].allSatisfy(isModifier) else { return nil }
      return end(of: start, in: file.code).map { start...$0 }
    }
  }

  private static func isModifier(_ word: Substring) -> Bool {
    let known: Set<Substring> = [
      "package", "public", "private", "fileprivate", "internal", "static", "class", "final",
      "override", "mutating", "nonmutating", "consuming", "borrowing", "convenience", "required",
      "nonisolated", "indirect", "prefix", "postfix", "infix",
    ]
    return known.contains(word) || word.hasPrefix("@") || word.hasSuffix(")")
  }

  /// The line of the brace that closes the body; nil for a declaration without one.
  private static func end(of start: Int, in code: [String]) -> Int? {
    var parentheses = 0
    var braces = 0
    for index in start..<code.count {
      for character in code[index] {
        switch character {
        case "(", "[": parentheses += 1
        case ")", "]": parentheses -= 1
        case "{": braces += 1
        case "}":
          braces -= 1
          if braces == 0 && parentheses == 0 { return index }
          if braces < 0 { return nil }
        default: break
        }
      }
      if braces == 0 && parentheses == 0 && isComplete(code, after: index) { return nil }
    }
    return nil
  }

  /// True where a declaration ends on this line without a body, as in a protocol.
  private static func isComplete(_ code: [String], after index: Int) -> Bool {
    guard index + 1 < code.count else { return true }
    let next = code[index + 1].trimmingSpaces()
    return !["{", "->", "where", "throws", "async", ")"].contains(where: next.hasPrefix)
  }
}
