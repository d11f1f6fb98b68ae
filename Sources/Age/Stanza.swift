/// One way to the file key: a kind, its arguments and a body.
struct Stanza: Equatable {
  /// Columns of a full line of the body.
  static let columns = 64

  /// The kind comes first.
  let arguments: [[UInt8]]
  let body: [UInt8]

  init(_ arguments: [String], body: [UInt8]) {
    self.arguments = arguments.map { Array($0.utf8) }
    self.body = body
  }

  init(arguments: [[UInt8]], body: [UInt8]) {
    self.arguments = arguments
    self.body = body
  }

  /// The lines as they stand in a header; the last one is shorter than a full line.
  var text: [UInt8] {
    var text = Array("->".utf8)
    for argument in arguments { text += [UInt8(ascii: " ")] + argument }
    text.append(UInt8(ascii: "\n"))
    let encoded = Base64.encode(body)
    for start in stride(from: 0, through: encoded.count, by: Self.columns) {
      text += encoded[start..<min(start + Self.columns, encoded.count)]
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  /// The arguments of a line that follows `-> `; nil where one is empty or not printable.
  static func arguments(of line: ArraySlice<UInt8>) -> [[UInt8]]? {
    let arguments = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    let isSound = arguments.allSatisfy { argument in
      !argument.isEmpty && argument.allSatisfy { (0x21...0x7E).contains($0) }
    }
    return isSound ? arguments.map(Array.init) : nil
  }
}
