import Foundation

/// One field of a header, folded; what is not plain ASCII goes as encoded words (RFC 2047).
enum HeaderField {
  private static let lineBytesMaximum = 76
  private static let wordBytesMaximum = 75
  private static let wordHead = "=?utf-8?B?"
  private static let wordTail = "?="

  /// A field of free text. Nothing in the text can begin a line of its own.
  static func text(_ name: String, _ value: String) -> String {
    let value = LetterText.oneLine(value)
    if isPlain(value), name.utf8.count + 2 + value.utf8.count <= lineBytesMaximum {
      return "\(name): \(value)\r\n"
    }
    return name + ": " + words(of: value, after: name.utf8.count + 2).joined(separator: "\r\n ")
      + "\r\n"
  }

  /// A field with an address, and perhaps a name before it.
  static func address(_ name: String, _ address: MailAddress, calling title: String = "") -> String
  {
    let title = LetterText.oneLine(title)
    guard !title.isEmpty else { return "\(name): \(address.text)\r\n" }
    let words = words(of: title, after: name.utf8.count + 2).joined(separator: "\r\n ")
    return "\(name): \(words)\r\n <\(address.text)>\r\n"
  }

  private static func isPlain(_ text: String) -> Bool {
    !text.contains("=?") && text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
  }

  /// Whole scalars in each word; the first one is shorter by what stands before it.
  private static func words(of text: String, after taken: Int) -> [String] {
    var words: [String] = []
    var part: [UInt8] = []
    func limit() -> Int {
      let room = (words.isEmpty ? lineBytesMaximum - taken : wordBytesMaximum)
      return (min(room, wordBytesMaximum) - wordHead.utf8.count - wordTail.utf8.count) / 4 * 3
    }
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if part.count + bytes.count > limit() {
        words.append(word(part))
        part = []
      }
      part += bytes
    }
    if !part.isEmpty { words.append(word(part)) }
    return words
  }

  private static func word(_ bytes: [UInt8]) -> String {
    wordHead + Data(bytes).base64EncodedString() + wordTail
  }
}
