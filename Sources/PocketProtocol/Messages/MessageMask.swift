import FoundationEssentials
package import Records
import SwiftProtobuf

/// What is put in the place of the values in a message.
package struct MessageMask {
  /// The stand-in of a name of a farm, of a pocket, or of a note.
  package var name: (String) -> String
  /// The stand-in of a text or blob, as long; table and column are nil where the PC lacks them.
  package var cell: (_ table: Int?, _ column: Int?, _ kind: CellClass, [UInt8]) -> [UInt8]

  /// Takes both as they stand.
  package init(
    name: @escaping (String) -> String,
    cell: @escaping (_ table: Int?, _ column: Int?, _ kind: CellClass, [UInt8]) -> [UInt8]
  ) {
    self.name = name
    self.cell = cell
  }
}

extension ToPocket {
  /// The same message with stand-ins; throws where these bytes are none.
  package static func masking(
    _ bytes: [UInt8], by mask: MessageMask
  ) throws(ProtocolFault) -> [UInt8] {
    _ = try ToPocket(decoding: bytes)
    guard var wire = try? Pocket_V1_ToPocket(serializedBytes: bytes) else {
      throw .malformed("ToPocket")
    }
    switch wire.message {
    case .hello: wire.hello.farmName = mask.name(wire.hello.farmName)
    case .downBatch:
      let table = Int(wire.downBatch.table)
      for index in wire.downBatch.columns.indices {
        mask.change(&wire.downBatch.columns[index], table, index)
      }
    case .farewell: wire.farewell.note = mask.name(wire.farewell.note)
    case .welcome, .merged, .downEnd, .refusal, .probe, nil: return bytes
    }
    return try encode(wire, shape: .toPocket)
  }
}

extension ToPC {
  /// The same message with stand-ins; throws where these bytes are none.
  package static func masking(
    _ bytes: [UInt8], by mask: MessageMask
  ) throws(ProtocolFault) -> [UInt8] {
    _ = try ToPC(decoding: bytes)
    guard var wire = try? Pocket_V1_ToPC(serializedBytes: bytes) else { throw .malformed("ToPC") }
    switch wire.message {
    case .introduction: wire.introduction.label = mask.name(wire.introduction.label)
    case .upBatch:
      for index in wire.upBatch.tables.indices { mask.change(&wire.upBatch.tables[index]) }
    case .lostBatch:
      let table = Int(wire.lostBatch.table)
      for index in wire.lostBatch.columns.indices {
        mask.change(&wire.lostBatch.columns[index], table, index)
      }
    case .farewell: wire.farewell.note = mask.name(wire.farewell.note)
    case .upEnd, .downApplied, .refusal, .probed, nil: return bytes
    }
    return try encode(wire, shape: .toPC)
  }
}

extension MessageMask {
  fileprivate func change(_ changes: inout Pocket_V1_TableChanges) {
    let table = changes.name.isEmpty ? Int(changes.table) : nil
    for index in changes.columns.indices {
      let column = changes.columns[index]
      let place = column.name.isEmpty ? Int(column.column) : nil
      if column.hasBase { change(&changes.columns[index].base, table, place) }
      if column.hasNew { change(&changes.columns[index].new, table, place) }
    }
  }

  /// Lengths and order of the cells stay, so that nothing else in the message moves.
  fileprivate func change(_ cells: inout Pocket_V1_Cells, _ table: Int?, _ column: Int?) {
    var bytes = [UInt8](cells.bytes)
    let kinds = cells.types.compactMap(CellClass.init(rawValue:)).filter {
      [.text, .blob].contains($0)
    }
    var start = 0
    for (index, length) in cells.lengths.enumerated() {
      let range = start..<start + Int(length)
      guard let kind = cells.types.count == 1 ? kinds.first : kinds[index] else { return }
      let standIn = cell(table, column, kind, Array(bytes[range]))
      precondition(standIn.count == range.count, "a stand-in of \(standIn.count) bytes")
      bytes.replaceSubrange(range, with: standIn)
      start = range.upperBound
    }
    cells.bytes = Data(bytes)
  }
}
