import Records

/// Puts numbers and byte strings one after the other, little-endian, strings with their length.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ byte: UInt8) { bytes.append(byte) }

  mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ string: [UInt8]) {
    add(UInt64(string.count))
    bytes.append(contentsOf: string)
  }

  mutating func add(_ identity: RowID?) { add(identity?.bytes ?? []) }

  mutating func add(_ stamp: CommitStamp) {
    add(stamp.sequence)
    add(stamp.nonce)
  }

  mutating func add(_ cursor: FeedCursor) {
    add(cursor.sequence)
    add(UInt64(cursor.table))
    add(cursor.row)
  }
}

/// Reads what ByteWriter wrote; nil where it ends early.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() -> UInt8? { rest.popFirst() }

  mutating func number() -> UInt64? {
    guard rest.count >= 8 else { return nil }
    defer { rest = rest.dropFirst(8) }
    return rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func string() -> [UInt8]? {
    guard let count = number(), count <= UInt64(rest.count) else { return nil }
    defer { rest = rest.dropFirst(Int(count)) }
    return Array(rest.prefix(Int(count)))
  }

  mutating func identity() -> RowID?? {
    guard let bytes = string() else { return nil }
    if bytes.isEmpty { return .some(nil) }
    return RowID(bytes).map { .some($0) }
  }

  mutating func stamp() -> CommitStamp? {
    guard let sequence = number(), let nonce = number() else { return nil }
    return CommitStamp(sequence: sequence, nonce: nonce)
  }

  mutating func cursor() -> FeedCursor? {
    guard let sequence = number(), let table = number().flatMap(UInt32.init(exactly:)),
      case .some(.some(let row)) = identity()
    else { return nil }
    return FeedCursor(sequence: sequence, table: table, row: row)
  }
}
