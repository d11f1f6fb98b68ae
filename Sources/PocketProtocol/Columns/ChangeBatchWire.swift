import FoundationEssentials
import Records

extension ChangeBatch {
  /// Reads a batch; the numbers of all tables together must leave no gap.
  init(_ wire: Pocket_V1_UpBatch) throws(ProtocolFault) {
    guard wire.firstNumber > 0, wire.lastNumber >= wire.firstNumber else {
      throw .malformed("UpBatch.first_number")
    }
    let span = wire.lastNumber - wire.firstNumber
    guard span < UInt64(ProtocolLimit.batchRows.maximum) else {
      throw .overLimit(.batchRows, found: Int(clamping: span))
    }
    var tables: [TableChanges] = []
    var places: Set<SchemaPlace> = []
    var seen = Array(repeating: false, count: Int(span) + 1)
    for changes in wire.tables {
      let table = try TableChanges(changes)
      guard places.insert(table.place).inserted else { throw .malformed("UpBatch.tables") }
      for number in table.numbers {
        guard number >= wire.firstNumber, number <= wire.lastNumber,
          !seen[Int(number - wire.firstNumber)]
        else { throw .malformed("TableChanges.numbers") }
        seen[Int(number - wire.firstNumber)] = true
      }
      tables.append(table)
    }
    guard seen.allSatisfy({ $0 }) else { throw .malformed("UpBatch.last_number") }
    self.init(first: wire.firstNumber, last: wire.lastNumber, tables: tables)
  }

  /// The message.
  var wire: Pocket_V1_UpBatch {
    var wire = Pocket_V1_UpBatch()
    wire.firstNumber = first
    wire.lastNumber = last
    wire.tables = tables.map(\.wire)
    return wire
  }
}

extension TableChanges {
  fileprivate init(_ wire: Pocket_V1_TableChanges) throws(ProtocolFault) {
    place = try SchemaPlace(wire.table, wire.name, limit: .tables, field: "TableChanges")
    numbers = wire.numbers
    nonces = wire.nonces
    seen = wire.seen
    rows = try RowID.list(wire.rows, field: "TableChanges.rows")
    let count = numbers.count
    guard count > 0, rows.count == count, nonces.count == count, seen.count == count,
      wire.kinds.count == count
    else { throw .malformed("TableChanges.numbers") }
    guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .malformed("TableChanges.numbers")
    }
    kinds.reserveCapacity(count)
    for byte in wire.kinds {
      guard let kind = ChangeKind(rawValue: byte) else { throw .malformed("TableChanges.kinds") }
      kinds.append(kind)
    }
    try readAccepted(wire)
    try checkCells(rows: count, columns: wire.columns.count)
    var places: Set<SchemaPlace> = []
    for changes in wire.columns {
      let column = try ColumnChanges(changes, kinds: kinds)
      guard places.insert(column.place).inserted else { throw .malformed("TableChanges.columns") }
      columns.append(column)
    }
  }

  private mutating func readAccepted(_ wire: Pocket_V1_TableChanges) throws(ProtocolFault) {
    guard wire.accepted.count == wire.acceptedNonces.count,
      wire.accepted.isEmpty || wire.accepted.count == count
    else { throw .malformed("TableChanges.accepted") }
    accepted = zip(wire.accepted, wire.acceptedNonces).map { sequence, nonce in
      sequence == 0 ? nil : CommitStamp(sequence: sequence, nonce: nonce)
    }
  }

  fileprivate var wire: Pocket_V1_TableChanges {
    var wire = Pocket_V1_TableChanges()
    wire.table = place.wireIndex
    wire.name = place.wireName
    wire.numbers = numbers
    wire.nonces = nonces
    wire.kinds = Data(kinds.map(\.rawValue))
    wire.rows = rows.data
    wire.seen = seen
    wire.accepted = accepted.map { $0?.sequence ?? 0 }
    wire.acceptedNonces = accepted.map { $0?.nonce ?? 0 }
    wire.columns = columns.map(\.wire)
    return wire
  }
}

extension ColumnChanges {
  fileprivate init(
    _ wire: Pocket_V1_ColumnChanges, kinds: [ChangeKind]
  ) throws(ProtocolFault) {
    place = try SchemaPlace(wire.column, wire.name, limit: .columns, field: "ColumnChanges")
    new = try Cells(wire.new, rows: kinds.count, field: "ColumnChanges.new")
    base =
      wire.hasBase
      ? try Cells(wire.base, rows: kinds.count, field: "ColumnChanges.base") : new.blanked
    if base.uniform == .null, let kind = new.uniform, kind != .absent,
      kind == .null || !kinds.contains(.delete)
    {
      return
    }
    for (row, kind) in kinds.enumerated() {
      let was = base.cellClass(row)
      let became = new.cellClass(row)
      guard (was == .absent) == (became == .absent) else {
        throw .malformed("ColumnChanges.base")
      }
      guard kind != .create || was == .null || was == .absent else {
        throw .malformed("ColumnChanges.base")
      }
      guard kind != .delete || became == .null || became == .absent else {
        throw .malformed("ColumnChanges.new")
      }
    }
  }

  fileprivate var wire: Pocket_V1_ColumnChanges {
    var wire = Pocket_V1_ColumnChanges()
    wire.column = place.wireIndex
    wire.name = place.wireName
    if base != new.blanked { wire.base = base.wire }
    wire.new = new.wire
    return wire
  }
}

extension Cells {
  /// Null wherever a cell stands here, absent wherever none does.
  fileprivate var blanked: Cells {
    var blank = Cells()
    for row in 0..<count { blank.append(cellClass(row) == .absent ? nil : .null) }
    return blank
  }
}

extension SchemaPlace {
  fileprivate init(
    _ index: UInt32, _ name: String, limit: ProtocolLimit, field: String
  ) throws(ProtocolFault) {
    if name.isEmpty {
      guard index < limit.maximum else { throw .overLimit(limit, found: Int(index)) }
      self = .index(Int(index))
    } else {
      guard index == 0 else { throw .malformed("\(field).name") }
      self = .stranger(name)
    }
  }

  fileprivate var wireIndex: UInt32 { UInt32(index ?? 0) }

  fileprivate var wireName: String {
    if case .stranger(let name) = self { name } else { "" }
  }
}
