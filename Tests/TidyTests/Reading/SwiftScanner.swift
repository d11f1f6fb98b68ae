/// Walks over Swift text, blanks everything that is not code and collects string literals.
struct SwiftScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private(set) var code: [UInt8]
  private(set) var literals: [StringLiteral] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    code = bytes
  }

  mutating func scan() {
    while position < bytes.count { step() }
  }

  private mutating func step() {
    if starts(with: "//") { return skipLine() }
    if starts(with: "/*") { return skipComment() }
    if starts(with: "`") { return skipQuotedName() }
    let hashes = hashesBeforeQuote()
    if let hashes { return readString(hashes: hashes) }
    advance(blank: false)
  }

  private func starts(with text: String) -> Bool {
    bytes[position...].starts(with: text.utf8)
  }

  private mutating func advance(blank: Bool = true) {
    if bytes[position] == UInt8(ascii: "\n") {
      line += 1
    } else if blank {
      code[position] = UInt8(ascii: " ")
    }
    position += 1
  }

  private mutating func advance(over text: String) {
    for _ in text.utf8 { advance() }
  }

  private mutating func skipLine() {
    while position < bytes.count && bytes[position] != UInt8(ascii: "\n") { advance() }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        advance(over: "/*")
      } else if starts(with: "*/") {
        depth -= 1
        advance(over: "*/")
      } else {
        advance()
      }
    } while depth > 0 && position < bytes.count
  }

  private mutating func skipQuotedName() {
    repeat { advance() } while position < bytes.count && !starts(with: "`")
    if position < bytes.count { advance() }
  }

  /// How many `#` stand before the quote that starts here; nil where no string starts.
  private func hashesBeforeQuote() -> Int? {
    var end = position
    while end < bytes.count && bytes[end] == UInt8(ascii: "#") { end += 1 }
    guard end < bytes.count && bytes[end] == UInt8(ascii: "\"") else { return nil }
    return end - position
  }

  private mutating func readString(hashes: Int) {
    let start = line
    let fence = String(repeating: "#", count: hashes)
    advance(over: fence)
    let quote = starts(with: "\"\"\"") ? "\"\"\"" : "\""
    advance(over: quote)
    var text: [UInt8] = []
    while position < bytes.count && !starts(with: quote + fence) {
      if starts(with: "\\" + fence + "(") {
        advance(over: "\\" + fence + "(")
        text.append(UInt8(ascii: " "))
        skipInterpolation()
      } else if starts(with: "\\" + fence) {
        advance(over: "\\" + fence)
        if position < bytes.count { text.append(take()) }
      } else {
        text.append(take())
      }
    }
    if position < bytes.count { advance(over: quote + fence) }
    literals.append(StringLiteral(line: start, text: String(decoding: text, as: UTF8.self)))
  }

  private mutating func take() -> UInt8 {
    let byte = bytes[position]
    advance()
    return byte
  }

  /// Code in a string: it is blanked with the string, its own literals are collected.
  private mutating func skipInterpolation() {
    var depth = 1
    while depth > 0 && position < bytes.count {
      if let hashes = hashesBeforeQuote() {
        readString(hashes: hashes)
        continue
      }
      if bytes[position] == UInt8(ascii: "(") { depth += 1 }
      if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
      advance()
    }
  }
}
