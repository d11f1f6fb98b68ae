import Records

/// Foreign text made fit for a letter: lines without anything that steers.
enum LetterText {
  private static let breaks: Set<Unicode.Scalar> = [
    "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}",
  ]

  /// Lines without blanks around them; no empty ones at either end and no two in a row.
  static func lines(of text: String) -> [String] {
    var lines: [String] = []
    // Swift takes CR and LF for one character, so it is scalars that are looked at.
    let pieces = text.replacing("\r\n", with: "\n").unicodeScalars
      .split(omittingEmptySubsequences: false) { breaks.contains($0) }
    for piece in pieces {
      let line = trimmed(harmless(piece))
      if line.isEmpty, lines.last?.isEmpty ?? true { continue }
      lines.append(line)
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// All on one line, for a header.
  static func oneLine(_ text: String) -> String {
    lines(of: text).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func harmless(_ scalars: Substring.UnicodeScalarView) -> String {
    var text = ""
    for scalar in scalars {
      text.unicodeScalars.append(
        scalar == "\t" ? " " : scalar.isHarmless ? scalar : .replacement)
    }
    return text
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
