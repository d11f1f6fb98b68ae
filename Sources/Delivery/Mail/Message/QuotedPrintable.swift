/// UTF-8 text in lines of ASCII that any mail program shows (RFC 2045, section 6.7).
enum QuotedPrintable {
  private static let lineBytesMaximum = 76
  private static let quotedBytes = 3
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// The lines, each ended by CR and LF.
  static func encode(_ lines: [String]) -> [UInt8] {
    lines.flatMap(encode)
  }

  private static func encode(_ line: String) -> [UInt8] {
    let bytes = Array(line.utf8)
    // Some programs change these two where they begin a line.
    let isFrom = line.hasPrefix("From ")
    var encoded: [UInt8] = []
    var column = 0
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let isPlain =
        0x21...0x7E ~= byte && byte != UInt8(ascii: "=") || byte == UInt8(ascii: " ") && !isLast
      // A line that goes on needs room for its sign, and one that begins may change the byte.
      let room = lineBytesMaximum - column - (isLast ? 0 : 1)
      if room < (isPlain ? 1 : quotedBytes) {
        encoded += Array("=\r\n".utf8)
        column = 0
      }
      let changes = column == 0 && (byte == UInt8(ascii: ".") || isFrom && index == 0)
      let piece = isPlain && !changes ? [byte] : quoted(byte)
      encoded += piece
      column += piece.count
    }
    return encoded + Array("\r\n".utf8)
  }

  private static func quoted(_ byte: UInt8) -> [UInt8] {
    [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
