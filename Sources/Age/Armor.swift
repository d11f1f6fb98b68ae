/// The text form of an age file: PEM in its strict form.
package enum Armor {
  private static let first = Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
  private static let last = Array("-----END AGE ENCRYPTED FILE-----".utf8)
  private static let columns = 64
  private static let padding = UInt8(ascii: "=")

  /// True where the text begins as an armor does, white space aside.
  package static func isArmored(_ text: [UInt8]) -> Bool {
    text.drop(while: isSpace).starts(with: first)
  }

  /// The file within; white space around it and CRLF are taken, nothing else.
  package static func decode(_ text: [UInt8]) throws(AgeError) -> [UInt8] {
    let trimmed = text.drop(while: isSpace)
    let end = trimmed.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? trimmed.startIndex
    var lines = trimmed[..<end].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for index in lines.indices.dropLast() where lines[index].last == UInt8(ascii: "\r") {
      lines[index].removeLast()
    }
    guard let begin = lines.first, begin.starts(with: first), lines.count > 1 else {
      throw .armor(.surroundings)
    }
    guard begin.elementsEqual(first), lines[lines.count - 1].elementsEqual(last) else {
      throw .armor(.frame)
    }
    return try content(of: lines[1..<lines.count - 1])
  }

  private static func content(
    of lines: ArraySlice<ArraySlice<UInt8>>
  ) throws(AgeError) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, line) in zip(lines.indices, lines) {
      let isLast = index == lines.endIndex - 1
      let text = isLast ? withoutPadding(line) : line
      guard isLast ? !line.isEmpty && line.count <= columns : line.count == columns,
        let text, let piece = Base64.decode(text)
      else { throw .armor(.line) }
      bytes += piece
    }
    return bytes
  }

  /// Nil where the padding is not what the length asks for.
  private static func withoutPadding(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard line.count.isMultiple(of: 4) else { return nil }
    let count = line.reversed().prefix { $0 == padding }.count
    return count <= 2 ? line.dropLast(count) : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
