import Crypto
import Testing

@testable import SecureChannel

struct PrintedKeyTests {
  private func secret(_ key: PrintedKey?) -> [UInt8]? {
    key?.secret.withUnsafeBytes { Array($0) }
  }

  @Test func `what is printed can be typed in any case and grouping`() {
    for _ in 0..<50 {
      let key = PrintedKey()
      #expect(key.text.count == 23)
      for typed in [
        key.text, key.text.lowercased(), key.text.replacing("-", with: " "),
        key.text.replacing("-", with: "").replacing("0", with: "o").replacing("1", with: "L"),
      ] {
        #expect(secret(PrintedKey(text: typed)) == secret(key))
      }
    }
  }

  @Test func `one wrong letter, two swapped, or one too few is noticed`() {
    let text = Array(PrintedKey(random: Array(40..<50)).text)
    for place in text.indices where text[place] != "-" {
      var wrong = text
      wrong[place] = text[place] == "7" ? "8" : "7"
      #expect(PrintedKey(text: String(wrong)) == nil)
      wrong = text
      wrong.swapAt(place, text.indices.last { text[$0] != text[place] && text[$0] != "-" }!)
      #expect(PrintedKey(text: String(wrong)) == nil)
    }
    #expect(PrintedKey(text: String(text.dropLast())) == nil)
    #expect(PrintedKey(text: String(text) + "0") == nil)
    #expect(PrintedKey(text: "") == nil)
    #expect(PrintedKey(text: "UUUUU-UUUUU-UUUUU-UUUUU") == nil)
  }
}
