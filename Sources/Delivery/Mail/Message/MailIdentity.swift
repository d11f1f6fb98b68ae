import Records

/// The identity of one letter in the outbox: every try to send it has the same Message-ID.
package struct MailIdentity: Sendable, Hashable {
  /// 32 hexadecimal digits.
  package let text: String

  private static let lengthBytes = 16

  /// A new one.
  package init() {
    text = Hexadecimal.encode(
      (0..<Self.lengthBytes).map { _ in UInt8.random(in: 0...UInt8.max) })
  }

  /// One that was kept; nil where it is none.
  package init?(_ text: String) {
    guard let bytes = Hexadecimal.decode(text), bytes.count == Self.lengthBytes else { return nil }
    self.text = Hexadecimal.encode(bytes)
  }

  /// `<…@domain>`.
  func messageID(of sender: MailAddress) -> String { "<\(text)@\(sender.domain)>" }

  /// No line of a letter is that: `_` follows `=` in no encoding that is used.
  var boundary: String { "=_pocket-sync_\(text)" }
}
