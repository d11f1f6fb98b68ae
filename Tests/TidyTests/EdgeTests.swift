import Testing

struct EdgeTests {
  private static let table = EdgeTable(
    markdown: """
      | `Ignored` | outside the marks | – | – |
      <!-- edges: begin -->
      | Target | Owns | May import | System |
      |---|---|---|---|
      | `CThing` | a header | – | – |
      | `Core` | values | – | – |
      | `Wire` | messages | Core | FoundationEssentials |
      | `Rim` | files | Core, CThing | any |
      <!-- edges: end -->
      """)

  private func complaints(_ path: String, _ text: String) -> [String] {
    let file = SourceFile(path: path, text: text)
    return EdgeRule(table: Self.table).complaints(about: [file]).filter { $0.hasPrefix("Sources") }
  }

  @Test func `every import of the project stands in the table`() throws {
    let table = EdgeTable(markdown: try Project.current.text("ARCHITECTURE.md"))
    #expect(table.unreadable == [])
    #expect(table.rows.count >= 20)
    #expect(EdgeRule(table: table).complaints(about: Project.current.swift) == [])
  }

  @Test func `a row names only targets of the table and packages`() throws {
    let table = EdgeTable(markdown: try Project.current.text("ARCHITECTURE.md"))
    let packages: Set = ["Crypto", "CryptoExtras", "SwiftProtobuf", "GRDB", "ArgumentParser"]
    for (target, row) in table.rows {
      #expect(EdgeRule.systemModules.isSuperset(of: row.system ?? []), "\(target)")
      let unknown = row.imports.filter { table.rows[$0] == nil && !packages.contains($0) }
      #expect(unknown == [], "\(target)")
    }
  }

  @Test func `the simulated pocket sees nothing of the PC, and the run no concrete cable`() throws {
    let rows = EdgeTable(markdown: try Project.current.text("ARCHITECTURE.md")).rows
    let pocket = try #require(rows["PocketSimulator"])
    let run = try #require(rows["SyncEngine"])
    #expect(pocket.imports.isDisjoint(with: ["Merge", "Gate", "FarmDatabase", "SyncEngine"]))
    #expect(run.imports.isDisjoint(with: ["SerialTransport", "SocketTransport"]))
  }

  @Test(arguments: ["import Rim", "package import Rim", "@testable import struct Rim.Thing"])
  func `an edge that is not in the table is found`(line: String) {
    #expect(complaints("Sources/Core/A.swift", line).count == 1)
  }

  @Test func `a pure target with a module of the toolchain is found`() {
    #expect(complaints("Sources/Core/A.swift", "import Foundation").count == 1)
    #expect(complaints("Sources/Wire/A.swift", "import Foundation").count == 1)
    #expect(complaints("Sources/Wire/A.swift", "import FoundationEssentials") == [])
    #expect(complaints("Sources/Rim/A.swift", "import Foundation\nimport CThing") == [])
  }

  @Test func `a target without a row and a file without a target are found`() {
    #expect(complaints("Sources/New/A.swift", "let a = 1").count == 1)
    #expect(complaints("Sources/A.swift", "let a = 1").count == 1)
  }

  @Test(arguments: [
    ("Rim", "import Core", "CThing"), ("Rim", "import CThing", "Core"),
    ("Wire", "import Core", "FoundationEssentials"),
  ])
  func `an edge that its target does not use any more is found`(
    target: String, line: String, unused: String
  ) {
    let file = SourceFile(path: "Sources/\(target)/A.swift", text: line)
    #expect(
      EdgeRule(table: Self.table).complaints(about: [file]) == [
        "ARCHITECTURE.md: \(target) does not import \(unused) any more; take it out of its row"
      ])
  }

  @Test func `an import in a comment or a string is none`() {
    #expect(complaints("Sources/Core/A.swift", "// import Rim\nlet a = \"import Rim\"") == [])
  }

  @Test func `a row that cannot be read is reported`() {
    let table = EdgeTable(markdown: "<!-- edges: begin -->\n| `Core` | values | – |\n")
    #expect(table.unreadable.count == 1)
  }
}
