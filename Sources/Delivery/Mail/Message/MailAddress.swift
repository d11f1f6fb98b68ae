/// An address that every server and every program takes: printable ASCII, `local@domain`.
package struct MailAddress: Sendable, Hashable {
  /// As it is written.
  package let text: String
  /// What stands behind the `@`.
  package var domain: String { String(text[text.index(after: text.firstIndex(of: "@")!)...]) }

  private static let lengthMaximum = 254
  private static let localLengthMaximum = 64
  private static let labelLengthMaximum = 63
  private static let localSigns = Set("!#$%&'*+-/=?^_`{|}~")

  /// Nil for everything that could be read in two ways.
  package init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !text.hasPrefix("-"), text.utf8.count <= Self.lengthMaximum,
      Self.isLocal(parts[0]), Self.isDomain(parts[1])
    else { return nil }
    self.text = text
  }

  private static func isLocal(_ text: Substring) -> Bool {
    guard text.utf8.count <= localLengthMaximum else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.allSatisfy { isLetterOrDigit($0) || localSigns.contains($0) }
    }
  }

  private static func isDomain(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.utf8.count <= labelLengthMaximum
        && label.first != "-" && label.last != "-"
        && label.allSatisfy { isLetterOrDigit($0) || $0 == "-" }
    }
  }

  private static func isLetterOrDigit(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }
}
