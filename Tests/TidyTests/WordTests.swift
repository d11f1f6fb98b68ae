import Testing

struct WordTests {
  private func complaints(_ path: String, _ text: String) -> Int {
    WordRule.complaints(about: SourceFile(path: path, text: text)).count
  }

  @Test func `no file holds a mark of unfinished work or a call of another layer`() {
    #expect(Project.current.swift.flatMap(WordRule.complaints) == [])
  }

  @Test(arguments: WordRule.bans.indices)
  func `each banned word is found where it is banned`(index: Int) {
    #expect(complaints("Sources/Records/A.swift", "  " + WordRule.bans[index].word) == 1)
  }

  @Test func `programs and tests may speak, libraries may not`() {
    let call = "pri" + "nt(\"a\")"
    #expect(complaints("Sources/pocket-sync/A.swift", call) == 0)
    #expect(complaints("Tests/CoreTests/A.swift", call) == 0)
    #expect(complaints("Sources/Backup/A.swift", call) == 1)
  }

  @Test func `an unchecked claim needs its reason right above`() {
    let claim = "final class A: @unchecked Sendable {"
    #expect(complaints("Sources/Link/A.swift", claim) == 1)
    #expect(complaints("Sources/Link/A.swift", "/// An open file.\n" + claim) == 1)
    #expect(complaints("Sources/Link/A.swift", "let safe = 1\n" + claim) == 1)
    #expect(complaints("Sources/Link/A.swift", "// Safe: a constant.\n\n" + claim) == 1)
    #expect(complaints("Sources/Link/A.swift", "// Safe: a constant.\n" + claim) == 0)
    #expect(complaints("Sources/Link/A.swift", "/// \(claim)") == 0)
  }

  @Test func `a word inside another one is not the word, but one after it is`() {
    let mark = "XX" + "X"
    #expect(complaints("Sources/Backup/A.swift", mark + mark) == 0)
    #expect(complaints("Sources/Backup/A.swift", mark + mark + " " + mark) == 1)
    #expect(complaints("Sources/Backup/A.swift", "finger" + "pri" + "nt(of: a)") == 0)
  }
}
