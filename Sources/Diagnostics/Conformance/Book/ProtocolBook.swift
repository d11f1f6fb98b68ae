/// One rule of the protocol as its document states it, such as "L6" of LINK.md.
package struct Paragraph: Hashable, Sendable {
  /// The letter of the document and a number that no other rule gets.
  package let number: String
  /// The document's name.
  package let document: String
  /// What it says, its lines joined.
  package let text: String
}

/// The numbered rules of the protocol's documents.
package struct ProtocolBook: Sendable {
  /// In the order of the documents.
  package let paragraphs: [Paragraph]

  /// The rules of the documents that this program was built with.
  package static let shipped = ProtocolBook(documents: [
    ("LINK.md", String(decoding: PackageResources.LINK_md, as: UTF8.self)),
    ("CHANNEL.md", String(decoding: PackageResources.CHANNEL_md, as: UTF8.self)),
    ("PROTOCOL.md", String(decoding: PackageResources.PROTOCOL_md, as: UTF8.self)),
    ("USB.md", String(decoding: PackageResources.USB_md, as: UTF8.self)),
  ])

  /// Reads documents: name and text.
  package init(documents: [(name: String, text: String)]) {
    paragraphs = documents.flatMap { Self.read($0.text, of: $0.name) }
  }

  /// The rule of this number; nil where no document has it.
  package subscript(number: String) -> Paragraph? {
    paragraphs.first { $0.number == number }
  }

  /// A rule ends where the next one begins, or its paragraph, list item or row of a table.
  private static func read(_ text: String, of document: String) -> [Paragraph] {
    blocks(of: text).flatMap { block -> [Paragraph] in
      let pieces = block.split(separator: "[", omittingEmptySubsequences: false)
      var found: [Paragraph] = []
      for piece in pieces.dropFirst() {
        if let (number, rest) = numbered(piece) {
          found.append(Paragraph(number: number, document: document, text: rest))
        } else if let last = found.popLast() {
          found.append(
            Paragraph(number: last.number, document: document, text: last.text + "[" + piece))
        }
      }
      return found.map { rule in
        let words = rule.text.split(whereSeparator: \.isWhitespace)
        return Paragraph(
          number: rule.number, document: document, text: words.joined(separator: " "))
      }
    }
  }

  private static func numbered(_ piece: Substring) -> (String, String)? {
    guard let end = piece.firstIndex(of: "]"), let letter = piece.first, "LCPU".contains(letter),
      UInt(piece[piece.index(after: piece.startIndex)..<end]) != nil
    else { return nil }
    return (String(piece[..<end]), String(piece[piece.index(after: end)...]))
  }

  static func blocks(of text: String) -> [String] {
    var blocks: [String] = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " }
      let isItem = ["- ", "* ", "| ", "```"].contains { trimmed.hasPrefix($0) }
      let isCounted = trimmed.first?.isNumber == true && trimmed.dropFirst().hasPrefix(". ")
      if trimmed.isEmpty || isItem || isCounted { blocks.append("") }
      blocks[blocks.count - 1] += line + "\n"
    }
    return blocks
  }
}
