import Crypto

extension RowID {
  /// The identity of a row with a natural key: SHA-256 over table and key, as UUID version 8.
  package static func derived(table: String, key: [Value]) -> RowID {
    var hash = SHA256()
    hash.add(tag: 0x54, Array(table.utf8))
    for value in key { hash.add(value) }
    let digest = Array(hash.finalize().prefix(byteCount))
    let raw = RowID(digest)!
    return RowID(
      high: (raw.high & ~0xF000) | 0x8000,
      low: (raw.low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000)
  }
}

extension SHA256 {
  /// Storage class, length and bytes, so that no two lists of values give the same bytes.
  fileprivate mutating func add(_ value: Value) {
    switch value {
    case .null: add(tag: 0, [])
    case .integer(let number): add(tag: 1, bigEndian(UInt64(bitPattern: number)))
    case .real(let number): add(tag: 2, bigEndian(number.bitPattern))
    case .text(let text): add(tag: 3, Array(text.utf8))
    case .blob(let bytes): add(tag: 4, bytes)
    }
  }

  fileprivate mutating func add(tag: UInt8, _ bytes: [UInt8]) {
    update(data: [tag] + bigEndian(UInt64(bytes.count)))
    update(data: bytes)
  }

  private func bigEndian(_ word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
  }
}
