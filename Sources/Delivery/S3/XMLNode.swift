/// An element of an object store's answer: elements and text, nothing else.
package struct XMLNode: Sendable, Equatable {
  /// The name without its namespace.
  package let name: String
  /// All text directly in it, trimmed at both ends.
  package private(set) var text = ""
  /// The elements in it, in their order.
  package private(set) var children: [XMLNode] = []

  private static let nodesMaximum = 200_000
  private static let depthMaximum = 32

  /// The elements of a name.
  package func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

  /// The text of the first element of a name; nil where there is none.
  package subscript(_ name: String) -> String? { children.first { $0.name == name }?.text }

  /// The root of a whole document; nil for anything that is none, or is larger than answers are.
  package static func decode(_ bytes: [UInt8]) -> XMLNode? {
    var reader = Reader(bytes: bytes)
    return reader.document()
  }

  private init(name: String) { self.name = name }

  /// Reads the part of XML that answers are made of: no document type, so no entity but the five.
  private struct Reader {
    let bytes: [UInt8]
    var position = 0
    var nodes = 0

    mutating func document() -> XMLNode? {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
      guard skipProlog(), let root = element(depth: 1), skipProlog(), position == bytes.count
      else { return nil }
      return root
    }

    /// Blanks, declarations and comments; false where one of them does not end.
    private mutating func skipProlog() -> Bool {
      while position < bytes.count {
        if Self.isBlank(bytes[position]) {
          position += 1
        } else if skip("<?") {
          guard find("?>") else { return false }
        } else if skip("<!--") {
          guard find("-->") else { return false }
        } else {
          return true
        }
      }
      return true
    }

    private mutating func element(depth: Int) -> XMLNode? {
      nodes += 1
      guard depth <= XMLNode.depthMaximum, nodes <= XMLNode.nodesMaximum, skip("<"),
        let name = name()
      else { return nil }
      var node = XMLNode(name: name)
      guard let isEmpty = endOfTag() else { return nil }
      if isEmpty { return node }
      var text: [UInt8] = []
      while position < bytes.count {
        if skip("</") {
          guard self.name() == name, skipBlanks(), skip(">") else { return nil }
          node.text = XMLNode.trimmed(text)
          return node
        } else if skip("<!--") {
          guard find("-->") else { return nil }
        } else if bytes[position] == UInt8(ascii: "<") {
          guard let child = element(depth: depth + 1) else { return nil }
          node.children.append(child)
        } else {
          guard let next = character() else { return nil }
          text += next
        }
      }
      return nil
    }

    /// The local part of a name.
    private mutating func name() -> String? {
      let start = position
      while position < bytes.count, !Self.endsName(bytes[position]) { position += 1 }
      let name = String(decoding: bytes[start..<position], as: UTF8.self)
      let parts = name.split(separator: ":", omittingEmptySubsequences: false)
      guard let own = parts.last, Self.isName(own.utf8) else { return nil }
      return String(own)
    }

    /// Letters, then digits as well: all names that object stores use.
    private static func isName(_ bytes: Substring.UTF8View) -> Bool {
      let isLetter = { (byte: UInt8) in (65...90).contains(byte) || (97...122).contains(byte) }
      guard let first = bytes.first, isLetter(first) else { return false }
      return bytes.allSatisfy { isLetter($0) || (48...57).contains($0) }
    }

    /// Skips attributes; true for `/>`, false for `>`, nil for a tag that does not end.
    private mutating func endOfTag() -> Bool? {
      while position < bytes.count {
        if skip("/>") { return true }
        if skip(">") { return false }
        let byte = bytes[position]
        guard byte != UInt8(ascii: "<") else { return nil }
        position += 1
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          guard let end = bytes[position...].firstIndex(of: byte) else { return nil }
          position = end + 1
        }
      }
      return nil
    }

    private static let entities: [(String, UInt8)] = [
      ("&amp;", 38), ("&lt;", 60), ("&gt;", 62), ("&quot;", 34), ("&apos;", 39),
    ]
    private static let referenceBytesMaximum = 10

    private mutating func character() -> [UInt8]? {
      guard bytes[position] == UInt8(ascii: "&") else {
        position += 1
        return [bytes[position - 1]]
      }
      for (name, byte) in Self.entities where skip(name) { return [byte] }
      guard skip("&#"),
        let end = bytes[position...].prefix(Self.referenceBytesMaximum)
          .firstIndex(of: UInt8(ascii: ";"))
      else { return nil }
      let digits = String(decoding: bytes[position..<end], as: UTF8.self)
      let number =
        digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let scalar = number.flatMap(Unicode.Scalar.init) else { return nil }
      position = end + 1
      return Array(String(Character(scalar)).utf8)
    }

    private mutating func skipBlanks() -> Bool {
      while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
      return true
    }

    private mutating func skip(_ text: String) -> Bool {
      guard bytes[position...].starts(with: text.utf8) else { return false }
      position += text.utf8.count
      return true
    }

    private mutating func find(_ text: String) -> Bool {
      while position < bytes.count {
        if skip(text) { return true }
        position += 1
      }
      return false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [9, 10, 13, 32].contains(byte) }

    private static func endsName(_ byte: UInt8) -> Bool {
      isBlank(byte) || [34, 38, 39, 47, 60, 61, 62].contains(byte)
    }
  }

  private static func trimmed(_ text: [UInt8]) -> String {
    let isBlank = { (byte: UInt8) in [9, 10, 13, 32].contains(byte) }
    guard let first = text.firstIndex(where: { !isBlank($0) }),
      let last = text.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(decoding: text[first...last], as: UTF8.self)
  }
}
