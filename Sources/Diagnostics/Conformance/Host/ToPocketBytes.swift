import PocketProtocol
import Records

/// Messages as bytes, where a rule needs to do something to them.
enum ToPocketBytes {
  static func hello(_ talk: Conversation) throws -> [UInt8] {
    try ToPocket.hello(talk.hello()).encoded()
  }

  static func down(_ batch: DownBatch) throws -> [UInt8] {
    try ToPocket.downBatch(batch).encoded()
  }

  /// One row of a batch in raw fields: its first column as given, `nulls` after it; field 4.
  static func rawDown(
    _ batch: DownBatch, first: [UInt8], nulls: Int? = nil, isDeleted: Bool = false,
    hasRow: Bool = true
  ) -> [UInt8] {
    let null = field(5, field(1, [0]))
    let rest = (0..<(nulls ?? batch.rows.columns.count - 1)).flatMap { _ in null }
    let row = field(2, batch.rows.rows[0].bytes) + field(3, [1]) + field(4, [isDeleted ? 1 : 0])
    return field(
      4,
      number(1, UInt64(batch.rows.table)) + (hasRow ? row : []) + field(5, first) + rest
        + field(6, number(1, batch.cursor.sequence)))
  }

  /// A field of a message with bytes in it: what protobuf calls length-delimited.
  static func field(_ number: Int, _ content: [UInt8]) -> [UInt8] {
    varint(UInt64(number) << 3 | 2) + varint(UInt64(content.count)) + content
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    var left = value
    var bytes: [UInt8] = []
    while left > 127 {
      bytes.append(UInt8(left & 127) | 128)
      left >>= 7
    }
    return bytes + [UInt8(left)]
  }

  /// A varint field.
  static func number(_ number: Int, _ value: UInt64) -> [UInt8] {
    varint(UInt64(number) << 3) + varint(value)
  }

  /// A fixed64 field.
  static func word(_ number: Int, _ value: UInt64) -> [UInt8] {
    varint(UInt64(number) << 3 | 1)
      + (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// An encoded message with more in its only field; the field's length grows.
  static func appending(_ content: [UInt8], to message: [UInt8]) -> [UInt8] {
    var start = 1
    while start < message.count, message[start] > 127 { start += 1 }
    let inner = Array(message[(start + 1)...]) + content
    return [message[0]] + varint(UInt64(inner.count)) + inner
  }

  /// A hello in raw fields, each of which a rule may replace; field 1 of ToPocket.
  static func rawHello(hub: [UInt8], farmName: [UInt8] = [], extra: [UInt8] = []) -> [UInt8] {
    field(
      1,
      number(1, 1) + number(2, 1) + field(3, Array(repeating: 7, count: 16)) + field(4, hub)
        + field(5, farmName) + word(7, 1_780_000_000_000) + extra)
  }
}
