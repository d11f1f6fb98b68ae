import Testing

struct DocumentationTests {
  private func complaints(_ text: String, path: String = "Sources/Core/A.swift") -> Int {
    DocumentationRule.complaints(about: SourceFile(path: path, text: text)).count
  }

  @Test func `everything that crosses a target is documented in short sentences`() {
    #expect(Project.current.swift.flatMap(DocumentationRule.complaints) == [])
  }

  @Test(arguments: [
    "package struct A {}", "  package static let a = 1", "public func a() {}",
    "@discardableResult package func a() {}", "package init() {}", "package final class A {}",
  ])
  func `a declaration without a doc comment is found`(text: String) {
    #expect(complaints(text) == 1)
    #expect(complaints("/// What it is.\n" + text) == 0)
    #expect(complaints("// A remark is no contract.\n" + text) == 1)
  }

  @Test(arguments: [
    "package import A", "struct A {}", "package static func < (a: Self, b: Self) -> Bool { true }",
    "package extension A {}", "// package struct A {}",
  ])
  func `what needs no doc comment is left alone`(text: String) {
    #expect(complaints(text) == 0)
  }

  @Test func `attributes may stand between comment and declaration`() {
    #expect(complaints("/// What it is.\n@discardableResult\npackage func a() {}") == 0)
    #expect(complaints("/// What it is.\nlet b = 1\npackage func a() {}") == 1)
  }

  @Test func `a sentence of 151 characters is found, two short ones are not`() {
    let long = String(repeating: "a", count: 150) + "."
    let short = String(repeating: "a", count: 149) + "."
    #expect(complaints("/// \(long)\npackage let a = 1") == 1)
    #expect(complaints("/// \(short)\n/// \(short)\npackage let a = 1") == 0)
  }

  @Test func `a table that is set off by spaces is no sentence`() {
    let row = "///     " + String(repeating: "a", count: 80) + "\n"
    #expect(complaints("/// What it is\n///\n" + row + row + "package let a = 1") == 0)
    let line = "/// " + String(repeating: "a", count: 80) + "\n"
    #expect(complaints(line + line + "package let a = 1") == 1)
    #expect(complaints(line + "///\n" + line + "package let a = 1") == 0)
  }

  @Test func `tests and generated files need none`() {
    #expect(complaints("package struct A {}", path: "Tests/CoreTests/A.swift") == 0)
    #expect(complaints("public struct A {}", path: "Sources/Core/a.pb.swift") == 0)
  }
}
