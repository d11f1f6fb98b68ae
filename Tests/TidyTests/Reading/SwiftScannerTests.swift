import Testing

struct SwiftScannerTests {
  private func scan(_ text: String) -> (code: String, literals: [String]) {
    let file = SourceFile(path: "Sources/Core/A.swift", text: text)
    return (file.code.joined(separator: "\n"), file.literals.map(\.text))
  }

  @Test func `comments are blanked, nested ones too, and lines keep their numbers`() {
    let text = "a // b\n/* c /* d */\ne */ f"
    #expect(scan(text).code == "a     \n            \n     f")
  }

  @Test func `literals of every form are read`() {
    let text = ##"a("one", #"t"w"o"#, """\##n  three\##n  """, "f\"our")"##
    #expect(scan(text).literals == ["one", "t\"w\"o", "\n  three\n  ", "f\"our"])
    #expect(!scan(text).code.contains("one"))
  }

  @Test func `an interpolation ends where its parenthesis closes`() {
    let found = scan(##"a("x\(f("y", (1)))z") + b"##)
    #expect(found.literals == ["y", "x z"])
    #expect(found.code.hasSuffix(" + b"))
  }

  @Test func `names in backticks are no code`() {
    #expect(scan("func `a { \" func`() {}").code == "func             () {}")
  }

  @Test func `text that ends in the middle is read to its end`() {
    #expect(scan("a \"b").literals == ["b"])
    #expect(scan("/* a").literals == [])
  }
}
