import Records

/// What client and server said so far, as far as it tells why a letter was not taken.
package struct SMTPConversation: Sendable, Hashable {
  /// The last command that was sent, in capitals; empty before the first one.
  package private(set) var command = ""
  /// The code of the last whole reply; 0 before the first one.
  package private(set) var code = 0
  /// The lines of the last whole reply, harmless and short.
  package private(set) var reply = ""
  /// What the server offers, in capitals: the answer to the last EHLO.
  package private(set) var offers: [String] = []
  private var lines: [String] = []
  private var partial: [UInt8] = []

  private static let lineBytesMaximum = 2000
  private static let replyScalarsMaximum = 300
  private static let replyLinesMaximum = 100

  /// Commands that say something about a refusal; what a login sends is none and is not kept.
  private static let commands: Set<String> = [
    "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA",
  ]
  /// What is said in leaving tells nothing of the letter.
  private var isLeaving = false

  /// Nothing was said yet.
  package init() {}

  /// A line that this side sent.
  package mutating func sent(_ bytes: some Collection<UInt8>) {
    let word = bytes.prefix { $0 > 0x20 }.map { $0 & 0x80 == 0 ? $0 : UInt8(ascii: "?") }
    let name = String(decoding: word, as: UTF8.self).uppercased()
    if name == "QUIT" { isLeaving = true }
    guard Self.commands.contains(name), !isLeaving else { return }
    command = name
    if name == "EHLO" { offers = [] }
  }

  /// Bytes from the server, in any pieces.
  package mutating func received(_ bytes: some Collection<UInt8>) {
    for byte in bytes where !isLeaving {
      if byte == UInt8(ascii: "\n") {
        take(String(decoding: partial, as: UTF8.self))
        partial = []
      } else if partial.count < Self.lineBytesMaximum {
        partial.append(byte)
      }
    }
  }

  /// The longest letter that the server says it takes; nil where it does not say.
  package var sizeLimit: Int? {
    for offer in offers {
      let words = offer.split(separator: " ")
      if words.first == "SIZE", words.count == 2, let limit = Int(words[1]), limit > 0 {
        return limit
      }
    }
    return nil
  }

  /// Whether the server named this extension in its last answer to EHLO.
  package func offers(_ extension: String) -> Bool {
    offers.contains { $0.prefix { $0 != " " && $0 != "=" } == `extension` }
  }

  private mutating func take(_ line: String) {
    let text = line.hasSuffix("\r") ? String(line.dropLast()) : line
    guard text.utf8.count >= 3, let number = Int(text.prefix(3)), 200...599 ~= number else {
      return
    }
    let rest = String(text.dropFirst(4))
    if lines.count < Self.replyLinesMaximum { lines.append(rest) }
    guard text.dropFirst(3).first != "-" else { return }
    code = number
    reply = Self.shown("\(number) " + lines.joined(separator: " "))
    if command == "EHLO", number == 250 { offers = lines.dropFirst().map { $0.uppercased() } }
    lines = []
  }

  private static func shown(_ text: String) -> String {
    String(LetterText.oneLine(text).unicodeScalars.prefix(replyScalarsMaximum))
  }
}
