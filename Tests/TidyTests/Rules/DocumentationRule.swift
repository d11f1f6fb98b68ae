/// What crosses a target says in short sentences what it is.
enum DocumentationRule {
  static let maximumSentenceCharacters = 150

  static func complaints(about file: SourceFile) -> [String] {
    guard file.isSource, !file.isGenerated else { return [] }
    return file.code.indices.flatMap { index -> [String] in
      guard isDeclaration(file.code[index]) else { return [] }
      let place = "\(file.path):\(index + 1)"
      guard let comment = comment(above: index, in: file.lines) else {
        return [
          "\(place): no doc comment; say in one /// sentence what it is, "
            + "with shapes, units and errors"
        ]
      }
      return sentences(of: comment).filter { $0.count > maximumSentenceCharacters }.map {
        "\(place): a sentence of \($0.count) characters, at most \(maximumSentenceCharacters); "
          + "keep the contract and move the why into the body"
      }
    }
  }

  /// True for a `package` or `public` declaration; operators say by their name what they do.
  static func isDeclaration(_ line: String) -> Bool {
    let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
    guard let access = words.first, ["package", "public"].contains(access) else { return false }
    if words.contains("import") || words.contains("extension") { return false }
    guard let keyword = words.firstIndex(of: "func"), keyword + 1 < words.endIndex else {
      return true
    }
    return words[keyword + 1].first.map { $0.isLetter || $0 == "_" || $0 == "`" } ?? true
  }

  /// The `///` lines above a declaration and its attributes, joined; nil when there are none.
  private static func comment(above index: Int, in lines: [String]) -> String? {
    var texts: [String] = []
    var line = index - 1
    while line >= 0 {
      let text = lines[line].trimmingSpaces()
      if text.hasPrefix("///") {
        texts.append(String(text.dropFirst(3)))
      } else if !text.hasPrefix("@") || !texts.isEmpty {
        break
      }
      line -= 1
    }
    return texts.isEmpty ? nil : texts.reversed().joined(separator: "\n")
  }

  /// Sentences end at their sign, at an empty line, and at a table that is set off by spaces.
  private static func sentences(of text: String) -> [String] {
    var sentences: [String] = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy({ $0 == " " }) || line.hasPrefix("     ") {
        sentences.append("")
        continue
      }
      for word in line.split(separator: " ") {
        sentences[sentences.count - 1] += (sentences.last == "" ? "" : " ") + word
        if [".", "?", "!"].contains(word.last) { sentences.append("") }
      }
    }
    return sentences
  }
}
