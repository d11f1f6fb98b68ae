import Foundation
import PocketProtocol
import Records
import Testing

/// Bytes of a protobuf field with a length.
private func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
  var bytes = [number << 3 | 2]
  var length = content.count
  while length >= 0x80 {
    bytes.append(UInt8(length & 0x7F) | 0x80)
    length >>= 7
  }
  return bytes + [UInt8(length)] + content
}

@Suite struct LimitTests {
  @Test func `a message above the limit is refused before it is looked at`() {
    let bytes = [UInt8](repeating: 0, count: ProtocolLimit.messageBytes.maximum + 1)
    #expect(throws: ProtocolFault.overLimit(.messageBytes, found: bytes.count)) {
      try ToPC(decoding: bytes)
    }
  }

  @Test func `empty commits by the hundred thousand are refused before they are decoded`() {
    let stamps = [UInt8]((0..<400_000).flatMap { _ in [11 << 3 | 2, 0] as [UInt8] })
    #expect(throws: ProtocolFault.overLimit(.commits, found: 4097)) {
      try ToPC(decoding: field(1, stamps))
    }
  }

  @Test func `too many tables, columns, dots and rows are refused by name`() {
    let tables = [UInt8]((0..<513).flatMap { _ in field(3, []) })
    #expect(throws: ProtocolFault.overLimit(.tables, found: 513)) {
      try ToPC(decoding: field(2, tables))
    }
    let columns = [UInt8]((0..<1025).flatMap { _ in field(7, []) })
    #expect(throws: ProtocolFault.overLimit(.columns, found: 1025)) {
      try ToPC(decoding: field(2, field(3, columns)))
    }
    let dots = [UInt8]((0..<4097).flatMap { _ in field(9, []) })
    #expect(throws: ProtocolFault.overLimit(.recentDots, found: 4097)) {
      try ToPC(decoding: field(1, dots))
    }
    let numbers = field(2, [UInt8](repeating: 1, count: 4097))
    #expect(throws: ProtocolFault.overLimit(.batchRows, found: 4097)) {
      try ToPC(decoding: field(2, field(3, numbers)))
    }
    let nonces = field(3, [UInt8](repeating: 1, count: 4097 * 8))
    #expect(throws: ProtocolFault.overLimit(.batchRows, found: 4097)) {
      try ToPC(decoding: field(2, field(3, nonces)))
    }
  }

  @Test func `numbers sent one by one count like packed ones`() {
    let numbers = [UInt8]((0..<4097).flatMap { _ in [2 << 3, 1] as [UInt8] })
    #expect(throws: ProtocolFault.overLimit(.batchRows, found: 4097)) {
      try ToPC(decoding: field(2, field(3, numbers)))
    }
  }

  @Test func `a part that stands twice cannot pass a limit by halves`() {
    let half = field(1, [UInt8]((0..<4000).flatMap { _ in field(11, []) }))
    #expect(throws: ProtocolFault.malformed("Introduction")) { try ToPC(decoding: half + half) }
  }

  @Test func `long names are refused`() {
    let label = field(1, field(4, [UInt8](repeating: 65, count: 129)))
    #expect(throws: ProtocolFault.overLimit(.labelBytes, found: 129)) { try ToPC(decoding: label) }
    let detail = field(6, field(2, [UInt8](repeating: 65, count: 1025)))
    #expect(throws: ProtocolFault.overLimit(.detailBytes, found: 1025)) {
      try ToPC(decoding: detail)
    }
  }

  @Test func `a cell above the limit is refused on both ends`() throws {
    let long = Value.text(String(repeating: "x", count: ProtocolLimit.cellBytes.maximum + 1))
    #expect(throws: ProtocolFault.self) { try long.checkedBytes() }
    var batch = RowBatch(table: 0, columnCount: 1)
    batch.append(row: Sample.identity(1), sequence: 1, values: [long])
    let message = ToPocket.downBatch(DownBatch(rows: batch, cursor: .start))
    let bytes = try message.encoded()
    #expect(throws: ProtocolFault.overLimit(.cellBytes, found: 524_289)) {
      try ToPocket(decoding: bytes)
    }
  }

  @Test func `a change that fits in no message is refused when it is made`() {
    let half = Value.blob([UInt8](repeating: 1, count: 500_000))
    let other = Value.blob([UInt8](repeating: 2, count: 500_000))
    let change = PocketChange(
      number: 1, nonce: 1, kind: .update, table: .index(0), row: Sample.identity(1), seen: 0,
      cells: [.index(0): CellChange(base: half, new: other)])
    #expect(throws: ProtocolFault.self) { try change.checkedBytes() }
  }

  @Test func `cells that cost no bytes are limited by their count`() throws {
    // 4,096 rows of 1,024 columns, each column one byte: null throughout.
    var batch = RowBatch(table: 0, columnCount: 1024)
    let empty = [Value](repeating: .null, count: 1024)
    for row in 0..<4096 as Range<UInt64> {
      batch.append(row: Sample.identity(row), sequence: 1, values: empty)
    }
    let bytes = try ToPocket.downBatch(DownBatch(rows: batch, cursor: .start)).encoded()
    #expect(throws: ProtocolFault.overLimit(.batchCells, found: 4_194_304)) {
      try ToPocket(decoding: bytes)
    }
  }

  @Test func `the document states every limit and every code`() throws {
    let text = try String(
      contentsOf: protocolFolder.appendingPathComponent("PROTOCOL.md"), encoding: .utf8)
    for limit in ProtocolLimit.allCases {
      #expect(text.contains("| `\(limit.rawValue)` | \(limit.maximum.grouped) |"), "\(limit)")
    }
    for code in RefusalCode.known { #expect(text.contains("\n| \(code.rawValue) |"), "\(code)") }
    for state in PCSession.State.allCases { #expect(text.contains("`\(state.rawValue)`")) }
    for state in PocketSession.State.allCases { #expect(text.contains("`\(state.rawValue)`")) }
  }
}

/// Where the contract and its vectors stand.
let protocolFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("fixtures/protocol")

extension Int {
  /// 1,048,576.
  fileprivate var grouped: String {
    var digits = String(self)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
