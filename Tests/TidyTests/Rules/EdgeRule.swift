/// Imports stand in the table of allowed edges, and the table holds no edge that none uses.
struct EdgeRule {
  let table: EdgeTable

  static let systemModules: Set<String> = [
    "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Dispatch",
    "Synchronization",
  ]

  /// The module of an `import` line, whatever stands before the word; nil for another line.
  static func module(of line: String) -> String? {
    let words = line.split(separator: " ")
    guard let index = words.firstIndex(of: "import"), index + 1 < words.count else { return nil }
    let before: Set<Substring> = [
      "package", "internal", "public", "private", "fileprivate", "@testable", "@preconcurrency",
      "@_exported",
    ]
    guard words[..<index].allSatisfy(before.contains) else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "func", "var", "let", "protocol"]
    let name = kinds.contains(words[index + 1]) ? words.last : words[index + 1]
    return name?.split(separator: ".").first.map(String.init)
  }

  /// `CSQLite`, but not `Crypto`.
  static func isCLibrary(_ module: String) -> Bool {
    module.hasPrefix("C") && module.dropFirst().first?.isUppercase == true
  }

  func complaints(about files: [SourceFile]) -> [String] {
    files.filter(\.isSource).flatMap(complaints) + unusedEdges(files)
  }

  private func complaints(about file: SourceFile) -> [String] {
    guard let target = file.target else {
      return ["\(file.path): stands in no target; move it into the folder of one"]
    }
    guard let row = table.rows[target] else {
      return [
        "\(file.path): \(target) has no row in ARCHITECTURE.md; add one that says what it owns "
          + "and what it may import, or make it a folder of an existing target"
      ]
    }
    return file.code.indices.compactMap { index in
      guard let module = Self.module(of: file.code[index]) else { return nil }
      return complaint(module, target, row, "\(file.path):\(index + 1)", file.isGenerated)
    }
  }

  private func complaint(
    _ module: String, _ target: String, _ row: EdgeTable.Row, _ place: String, _ generated: Bool
  ) -> String? {
    if row.imports.contains(module) { return nil }
    if Self.systemModules.contains(module) {
      return generated || row.system?.contains(module) ?? true
        ? nil
        : "\(place): \(target) may not import \(module) of the toolchain; give it values, and do "
          + "the file, clock or network work in a target whose System column says any"
    }
    return "\(place): \(target) may not import \(module); pass what it needs as a value, or "
      + "argue the new edge in ARCHITECTURE.md's table first"
  }

  /// A row may keep no edge that its target does not use any more.
  private func unusedEdges(_ files: [SourceFile]) -> [String] {
    var imported: [String: Set<String>] = [:]
    for file in files where file.isSource {
      guard let target = file.target else { continue }
      imported[target, default: []].formUnion(file.code.compactMap(Self.module))
    }
    return table.rows.sorted { $0.key < $1.key }.flatMap { target, row -> [String] in
      guard let used = imported[target] else { return [] }
      let edges = row.imports.union(row.system ?? [])
      return edges.subtracting(used).sorted().map {
        "ARCHITECTURE.md: \(target) does not import \($0) any more; take it out of its row"
      }
    }
  }
}
