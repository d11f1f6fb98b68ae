import Testing

struct SizeTests {
  private func function(lines: Int) -> String {
    let body = Array(repeating: "  call(\"}\") // }", count: lines - 2).joined(separator: "\n")
    return "func long() {\n\(body)\n}\n"
  }

  private func complaints(_ text: String, path: String = "Sources/Core/A.swift") -> [String] {
    SizeRule.complaints(about: SourceFile(path: path, text: text))
  }

  @Test func `every file, function and line of the project is short`() {
    #expect(Project.current.swift.flatMap(SizeRule.complaints) == [])
  }

  @Test func `the project's files are really read`() {
    #expect(Project.current.swift.count > 50)
    let functions = Project.current.swift.map { SizeRule.functions(in: $0).count }
    #expect(functions.reduce(0, +) > 200)
  }

  @Test func `a file of 301 lines is found, one of 300 is not`() {
    #expect(complaints(String(repeating: "let a = 1\n", count: 301)).count == 1)
    #expect(complaints(String(repeating: "let a = 1\n", count: 300)) == [])
  }

  @Test func `a function of 61 lines is found, one of 60 is not`() {
    #expect(complaints(function(lines: 61)).count == 1)
    #expect(complaints(function(lines: 60)) == [])
  }

  @Test(arguments: [
    "package init(\n  a: Int,\n  b: Int\n) throws(Fault) {",
    "private static func name<T>(_ a: T)\n  -> T\n{",
    "deinit {", "@discardableResult mutating func name() {", "subscript(a: Int) -> Int {",
    "static func < (left: Self, right: Self) -> Bool {", "init?(_ text: String) {",
  ])
  func `a long function is found in every form`(head: String) {
    let body = Array(repeating: "  if a { b() }", count: 60).joined(separator: "\n")
    #expect(complaints("struct A {\n\(head)\n\(body)\n}\n}\n").count == 1)
  }

  @Test func `a declaration without a body does not run into the next one`() {
    let short = function(lines: 40)
    #expect(
      complaints("protocol A {\n  func a()\n  func b(_ c: Int) -> Int\n}\n" + short + short) == [])
  }

  @Test func `a line of 101 columns is found, one of 100 is not, umlauts count once`() {
    #expect(complaints(String(repeating: "ä", count: 101)).count == 1)
    #expect(complaints(String(repeating: "ä", count: 100)) == [])
  }

  @Test func `generated files may be long`() {
    let long = String(repeating: "let a = 1\n", count: 400)
    #expect(complaints(long, path: "Sources/Core/a.pb.swift") == [])
  }
}
