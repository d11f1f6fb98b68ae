import Foundation
import Testing

@testable import Diagnostics

/// The rules of the code and the rules of the documents are the same ones.
@Suite struct RuleBookTests {
  @Test func `every rule of the code stands in a document`() {
    let stated = Set(ProtocolBook.shipped.paragraphs.map(\.number))
    for number in RuleBook.numbers + RuleBook.notChecked.keys {
      #expect(stated.contains(number), "\(number)")
    }
  }

  @Test func `every rule of the documents is judged, or says why it cannot be`() {
    let judged = Set(RuleBook.numbers)
    for paragraph in ProtocolBook.shipped.paragraphs {
      let isListed = RuleBook.notChecked[paragraph.number] != nil
      #expect(judged.contains(paragraph.number) != isListed, "\(paragraph.number)")
    }
  }

  @Test func `no number is given twice, in the documents or in the code`() {
    let stated = ProtocolBook.shipped.paragraphs.map(\.number)
    #expect(Set(stated).count == stated.count, "\(stated.sorted())")
    #expect(Set(RuleBook.numbers).count == RuleBook.numbers.count)
    #expect(stated.count > 90)
  }

  @Test func `a rule ends where the next one begins, or its paragraph or list item`() {
    let book = ProtocolBook(documents: [
      (
        "A.md",
        """
        Before. [L1] One rule
        over two lines, with `x[2]`. [L2] Another.

        - [L3] An item.
        - No rule.

        2. [P1] Counted.
        """
      )
    ])
    #expect(book.paragraphs.map(\.number) == ["L1", "L2", "L3", "P1"])
    #expect(book["L1"]?.text == "One rule over two lines, with `x[2]`.")
    #expect(book["L3"]?.text == "An item.")
    #expect(book["P1"]?.text == "Counted.")
    #expect(book["P2"] == nil)
  }

  @Test func `the kit tells which rules no line shows, and why`() throws {
    let readme = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/kit/README.md").standardized, encoding: .utf8)
    for (number, reason) in RuleBook.notChecked {
      #expect(readme.contains("| \(number) | \(reason) |"), "\(number)")
    }
  }

  @Test func `a sentence of the documents that says must belongs to a rule`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../fixtures/protocol").standardized
    for name in ["LINK.md", "CHANNEL.md", "PROTOCOL.md", "USB.md"] {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let stated = ProtocolBook.shipped.paragraphs.filter { $0.document == name }.map(\.text)
      for block in ProtocolBook.blocks(of: text) {
        for sentence in block.split(separator: ". ") where sentence.contains(" must ") {
          let words = sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          let core = (words.split(separator: " must ").last ?? "").prefix(40)
          #expect(stated.contains { $0.contains(core) } || Self.isNoDuty(words), "\(words)")
        }
      }
    }
  }

  /// Titles, and what says how vectors are made, are no duties of a pocket.
  private static func isNoDuty(_ words: String) -> Bool {
    let parts = [
      "what must be on the disk before what is sent", "What a change must carry",
      "`bad-*.txtpb` say",
    ]
    return parts.contains { words.contains($0) }
  }
}
