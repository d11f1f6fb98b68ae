/// What goes along with a letter.
package struct MailAttachment: Sendable, Hashable {
  /// Where its bytes are.
  package enum Content: Sendable, Hashable {
    /// Text for people, UTF-8 in the message.
    case text([String])
    /// A file of so many bytes; for a message that is only measured, the path means nothing.
    case file(path: String, bytes: Int)
  }

  /// As the mail program shows it: letters, digits, dots and hyphens.
  package let name: String
  /// Text or a file.
  package let content: Content

  private static let nameScalarsMaximum = 100

  /// Other signs of the name become hyphens.
  package init(name: String, content: Content) {
    let signs = name.unicodeScalars.prefix(Self.nameScalarsMaximum).map { sign in
      let isKept = sign.isASCII && (sign.properties.isAlphabetic || "0"..."9" ~= sign)
      return isKept || sign == "." ? Character(sign) : "-"
    }
    self.name = String(signs)
    self.content = content
  }
}
