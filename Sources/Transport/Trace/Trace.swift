/// What went over one transport, in order, with times.
package struct Trace: Sendable, Hashable {
  // The file: a header, then records; all numbers little-endian.
  //
  //     header  8  "PKTTRACE"
  //             1  version, 1
  //             8  milliseconds since 1970 when the recording began
  //             4  CRC-32C of the bytes above
  //     record  1  0: sent by the host, 1: received by the host
  //             8  microseconds since the recording began
  //             4  length, 1 to 262,144
  //             n  bytes
  //             4  CRC-32C of the record's bytes above
  //
  // A reader stops at the first record that is not whole and sound: the tail is torn.

  /// Which way bytes went, seen from the host.
  package enum Direction: UInt8, Sendable {
    /// From the host to the device.
    case sent = 0
    /// From the device to the host.
    case received = 1
  }

  /// Bytes that went together.
  package struct Record: Sendable, Hashable {
    /// Which way they went.
    package var direction: Direction
    /// Since the recording began.
    package var microseconds: UInt64
    /// At least one.
    package var bytes: [UInt8]

    /// One record.
    package init(direction: Direction, microseconds: UInt64, bytes: [UInt8]) {
      self.direction = direction
      self.microseconds = microseconds
      self.bytes = bytes
    }
  }

  /// When the recording began, since 1970.
  package var startedMilliseconds: UInt64
  /// In the order of the recording.
  package var records: [Record]
  /// The file ended in the middle of a record, or in a damaged one.
  package var isTorn = false

  /// A trace from its parts.
  package init(startedMilliseconds: UInt64, records: [Record]) {
    self.startedMilliseconds = startedMilliseconds
    self.records = records
  }

  static let magic = Array("PKTTRACE".utf8)
  static let version: UInt8 = 1
  static let headerBytes = 21
  static let recordHeadBytes = 13
  static let maximumRecordBytes = 1 << 18
}

// MARK: Writing

extension Trace {
  static func encodedHeader(startedMilliseconds: UInt64) -> [UInt8] {
    var bytes = magic + [version]
    append(startedMilliseconds, byteCount: 8, to: &bytes)
    append(UInt64(TraceChecksum.of(bytes[...])), byteCount: 4, to: &bytes)
    return bytes
  }

  static func encoded(_ record: Record) -> [UInt8] {
    precondition((1...maximumRecordBytes).contains(record.bytes.count), "\(record.bytes.count)")
    var bytes: [UInt8] = [record.direction.rawValue]
    append(record.microseconds, byteCount: 8, to: &bytes)
    append(UInt64(record.bytes.count), byteCount: 4, to: &bytes)
    bytes += record.bytes
    append(UInt64(TraceChecksum.of(bytes[...])), byteCount: 4, to: &bytes)
    return bytes
  }

  /// The whole file.
  package var encoded: [UInt8] {
    records.reduce(into: Self.encodedHeader(startedMilliseconds: startedMilliseconds)) {
      $0 += Self.encoded($1)
    }
  }

  private static func append(_ value: UInt64, byteCount: Int, to bytes: inout [UInt8]) {
    for index in 0..<byteCount {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
    }
  }
}

// MARK: Reading

extension Trace {
  /// Reads a file's bytes; a torn tail is left off and said so.
  package init(decoding bytes: [UInt8]) throws(TransportError) {
    guard bytes.count >= Self.headerBytes, bytes.starts(with: Self.magic) else {
      throw .notTrace
    }
    guard bytes[8] == Self.version else { throw .traceVersion(bytes[8]) }
    guard Self.number(bytes[17..<21]) == UInt64(TraceChecksum.of(bytes[..<17])) else {
      throw .notTrace
    }
    self.init(startedMilliseconds: Self.number(bytes[9..<17]), records: [])
    var rest = bytes[Self.headerBytes...]
    while !rest.isEmpty {
      guard let record = Self.takeRecord(&rest) else {
        isTorn = true
        return
      }
      records.append(record)
    }
  }

  private static func takeRecord(_ rest: inout ArraySlice<UInt8>) -> Record? {
    guard rest.count > recordHeadBytes, let direction = Direction(rawValue: rest[rest.startIndex])
    else { return nil }
    let start = rest.startIndex
    let length = Int(number(rest[(start + 9)..<(start + 13)]))
    guard (1...maximumRecordBytes).contains(length),
      rest.count >= recordHeadBytes + length + 4
    else { return nil }
    let end = start + recordHeadBytes + length
    guard number(rest[end..<end + 4]) == UInt64(TraceChecksum.of(rest[start..<end])) else {
      return nil
    }
    let record = Record(
      direction: direction, microseconds: number(rest[(start + 1)..<(start + 9)]),
      bytes: Array(rest[(end - length)..<end]))
    rest = rest[(end + 4)...]
    return record
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    for (index, byte) in bytes.enumerated() { value |= UInt64(byte) << UInt64(8 * index) }
    return value
  }
}

/// CRC-32C, one byte a step: `Link` has a faster one, but neither target may import the other.
package enum TraceChecksum {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0x82F6_3B78 }
  }

  /// The checksum of all bytes, initial value and final complement included.
  package static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crc, byte in crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 255)] }
  }
}
