import Records

/// A value that nobody writes twice, in a text: ~17~.
struct Token: Hashable, Comparable {
  let number: Int

  static func < (left: Token, right: Token) -> Bool { left.number < right.number }

  var text: String { "~\(number)~" }
  var value: Value { .text(text) }

  /// Every token in a text, whatever stands around it.
  static func find(in text: String, _ give: (Token) -> Void) {
    var number = 0
    var digits = -1
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "~"):
        if digits > 0 { give(Token(number: number)) }
        number = 0
        digits = digits > 0 ? -1 : 0
      case UInt8(ascii: "0")...UInt8(ascii: "9") where digits >= 0:
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      default: digits = -1
      }
    }
  }

  static func all(in values: some Sequence<Value>) -> Set<Token> {
    var found: Set<Token> = []
    for case .text(let text) in values { find(in: text) { found.insert($0) } }
    return found
  }
}
