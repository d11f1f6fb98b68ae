/// No table of the farm program is named outside the demo: the real program's is another one.
struct FarmTableRule {
  let tables: Set<String>

  /// Reads the tables' names from the farm schema.
  init(schema: String) {
    tables = Set(
      schema.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard words.count >= 3, words[0] == "CREATE", words[1] == "TABLE" else { return nil }
        return String(words[2])
      })
  }

  func complaints(about file: SourceFile) -> [String] {
    guard file.isSource, file.target != "DemoFarm", !file.isGenerated else { return [] }
    return file.literals.compactMap { literal in
      guard let table = table(in: literal.text) else { return nil }
      return "\(file.path):\(literal.line): names the farm table \(table); take the name from "
        + "the sync profile or the schema, whose tables may have any name"
    }
  }

  /// A table's name where it can only mean the table: alone, in SQL, or too special for a word.
  private func table(in text: String) -> String? {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    if words.count == 1, tables.contains(words[0]), text == words[0] { return words[0] }
    for (index, word) in words.enumerated() where tables.contains(word) {
      let before = index > 0 ? words[index - 1].uppercased() : ""
      if word.contains("_") || Self.sqlWords.contains(before) { return word }
    }
    return nil
  }

  private static let sqlWords: Set<String> = [
    "FROM", "INTO", "UPDATE", "JOIN", "TABLE", "REFERENCES", "ON",
  ]
}
