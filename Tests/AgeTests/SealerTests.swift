import Testing

@testable import Age

struct SealerTests {
  private let identity = Identity()
  private var keys: [AgeKey] { [.identity(identity)] }

  private func sealed(_ plain: [UInt8]) throws -> [UInt8] {
    Sealer.file(plain, sealer: try Sealer(to: [identity.recipient]))
  }

  @Test(arguments: [0, 1, 65_536, 65_537, 196_608, 300_000])
  func `any part of a file opens by itself`(length: Int) throws {
    let plain = (0..<length).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let file = try sealed(plain)
    let layout = try SealedFile(
      opening: Array(file.prefix(SealedFile.openingBytesMaximum)), fileBytes: file.count,
      keys: keys)
    #expect(layout.contentBytes == length)
    #expect(
      file.count == layout.payloadStart + SealedFile.sealedBytes(of: length))
    var found: [UInt8] = []
    for chunk in (0..<layout.chunkCount).reversed() {
      var room = [UInt8](repeating: 0, count: PayloadKey.chunkBytes)
      let count = try file[layout.place(of: chunk)].withUnsafeBytes { sealed in
        try room.withUnsafeMutableBytes { try layout.open(chunk, sealed, into: $0) }
      }
      found = room.prefix(count) + found
    }
    #expect(found == plain)
  }

  @Test func `a bit flipped anywhere is found`() throws {
    let file = try sealed(Array(repeating: 7, count: 500))
    for place in file.indices {
      var changed = file
      changed[place] ^= 1 << UInt8(place % 8)
      #expect(throws: AgeError.self) { try Opener.content(of: changed, keys: keys) }
    }
    for end in 0..<file.count {
      #expect(throws: AgeError.self) { try Opener.content(of: Array(file[..<end]), keys: keys) }
    }
  }

  @Test func `chunks cannot change places`() throws {
    let file = try sealed(Array(repeating: 7, count: 3 * PayloadKey.chunkBytes))
    let start = file.count - SealedFile.sealedBytes(of: 3 * PayloadKey.chunkBytes)
    let size = PayloadKey.sealedChunkBytes
    let changed =
      file[..<start] + file[(start + size)..<(start + 2 * size)] + file[start..<(start + size)]
      + file[(start + 2 * size)...]
    #expect(throws: AgeError.payload(.notAuthentic, chunk: 0)) {
      try Opener.content(of: Array(changed), keys: keys)
    }
  }

  @Test func `a header without an end is refused at its limit, whatever follows`() throws {
    var opener = Opener(keys: keys)
    var plain: [UInt8] = []
    try opener.take("age-encryption.org/v1\n".utf8, into: &plain)
    #expect(throws: AgeError.header(.tooLong(limitBytes: Header.bytesMaximum))) {
      for _ in 0..<10_000 { try opener.take("-> a\n\n-> b cccc\n\n".utf8, into: &plain) }
    }
  }

  @Test func `a passphrase that asks for too much work is refused before any is done`() {
    let salt = [UInt8](repeating: 0, count: Scrypt.saltBytes)
    #expect(throws: AgeError.workFactorOverLimit(exponent: 62, limitExponent: 20)) {
      try Scrypt.wrapKey("a", salt: salt, exponent: 62)
    }
    #expect(throws: AgeError.emptyPassphrase) {
      try Scrypt.wrapKey("", salt: salt, exponent: 10)
    }
  }

  @Test func `keys read in both cases, never mixed or changed`() throws {
    let text = identity.secretText
    #expect(try Identity(text.lowercased()).secretText == text)
    #expect(try Recipient(identity.recipient.text) == identity.recipient)
    #expect(throws: AgeError.malformedKey) {
      try Identity(text.prefix(20) + text.dropFirst(20).lowercased())
    }
    #expect(throws: AgeError.malformedKey) { try Identity(identity.recipient.text) }
    for place in text.indices {
      var changed = Array(text.utf8)
      let index = text.distance(from: text.startIndex, to: place)
      changed[index] = changed[index] == UInt8(ascii: "Q") ? UInt8(ascii: "P") : UInt8(ascii: "Q")
      #expect(throws: AgeError.malformedKey) {
        try Identity(String(decoding: changed, as: UTF8.self))
      }
    }
  }
}
