/// What stands before the payload: the stanzas and the proof that nobody changed them.
package struct Header: Sendable {
  /// One file has a handful of stanzas of some hundred bytes; more is refused unread.
  package static let bytesMaximum = 64 << 10
  static let versionLine = Array("age-encryption.org/v1".utf8)
  static let endMark = Array("---".utf8)
  static let macBytes = 32

  let stanzas: [Stanza]
  private let mac: [UInt8]
  /// What the MAC is over: everything up to the mark of the last line.
  private let covered: [UInt8]

  init(stanzas: [Stanza], mac: [UInt8], covered: [UInt8]) {
    self.stanzas = stanzas
    self.mac = mac
    self.covered = covered
  }

  /// What a file starts with; the form is canonical, so `text` is as long as what was read.
  package init(_ opening: [UInt8]) throws(AgeError) {
    var reader = HeaderReader()
    let room = opening.prefix(Self.bytesMaximum)
    var start = 0
    while let end = room[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if let header = try reader.take(room[start..<end]) {
        self = header
        return
      }
      start = end + 1
    }
    throw .header(
      opening.count < Self.bytesMaximum ? .truncated : .tooLong(limitBytes: Self.bytesMaximum))
  }

  /// The header of a new file.
  init(stanzas: [Stanza], fileKey: FileKey) {
    self.stanzas = stanzas
    covered = Self.versionLine + [UInt8(ascii: "\n")] + stanzas.flatMap(\.text) + Self.endMark
    mac = fileKey.headerMAC(of: covered)
  }

  /// As it stands in the file.
  package var text: [UInt8] {
    covered + [UInt8(ascii: " ")] + Base64.encode(mac) + [UInt8(ascii: "\n")]
  }

  /// The file key through the first stanza that one of the keys opens, the MAC proven.
  func fileKey(with keys: [AgeKey]) throws(AgeError) -> FileKey {
    let known = try stanzas.map { stanza throws(AgeError) in try KnownStanza(stanza) }
    let hasScrypt = known.contains { if case .scrypt = $0 { true } else { false } }
    guard !hasScrypt || known.count == 1 else { throw .header(.scryptNotAlone) }
    for key in keys {
      for stanza in known {
        guard let fileKey = try stanza.fileKey(with: key) else { continue }
        guard fileKey.isValid(headerMAC: mac, of: covered) else { throw .wrongHeaderMAC }
        return fileKey
      }
    }
    throw .noMatch
  }
}

/// Takes a header line by line; its memory is bounded by whoever bounds the lines.
struct HeaderReader {
  private var stanzas: [Stanza] = []
  /// The stanza whose body is being read.
  private var arguments: [[UInt8]]?
  private var body: [UInt8] = []
  private var covered: [UInt8] = []

  /// The next line without its line feed; the header once it was the last one.
  mutating func take(_ line: ArraySlice<UInt8>) throws(AgeError) -> Header? {
    if covered.isEmpty {
      guard line.elementsEqual(Header.versionLine) else { throw .header(.version) }
    } else if let arguments {
      try takeBody(line, of: arguments)
    } else if line.starts(with: Array("-> ".utf8)) {
      guard let arguments = Stanza.arguments(of: line.dropFirst(3)) else { throw .header(.line) }
      self.arguments = arguments
    } else if line.starts(with: Header.endMark) {
      return try end(line.dropFirst(Header.endMark.count))
    } else {
      throw .header(.line)
    }
    covered += line
    covered.append(UInt8(ascii: "\n"))
    return nil
  }

  private mutating func takeBody(
    _ line: ArraySlice<UInt8>, of arguments: [[UInt8]]
  ) throws(AgeError) {
    guard line.count <= Stanza.columns else { throw .header(.line) }
    guard let bytes = Base64.decode(line) else { throw .header(.base64) }
    body += bytes
    if line.count == Stanza.columns { return }
    stanzas.append(Stanza(arguments: arguments, body: body))
    self.arguments = nil
    body = []
  }

  private func end(_ rest: ArraySlice<UInt8>) throws(AgeError) -> Header {
    guard rest.first == UInt8(ascii: " ") else { throw .header(.line) }
    guard let mac = Base64.decode(rest.dropFirst()), mac.count == Header.macBytes else {
      throw .header(.base64)
    }
    guard !stanzas.isEmpty else { throw .header(.noStanza) }
    return Header(stanzas: stanzas, mac: mac, covered: covered + Header.endMark)
  }
}
