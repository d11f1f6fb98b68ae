import Records

extension SyncSchema {
  init(_ wire: Pocket_V1_Schema) throws(ProtocolFault) {
    self.init(tables: [])
    var names: Set<String> = []
    for table in wire.tables {
      guard !table.name.isEmpty, names.insert(table.name).inserted else {
        throw .malformed("Table.name")
      }
      tables.append(try SyncTable(table))
    }
  }

  var wire: Pocket_V1_Schema {
    var wire = Pocket_V1_Schema()
    wire.tables = tables.map(\.wire)
    return wire
  }
}

extension SyncTable {
  fileprivate init(_ wire: Pocket_V1_Table) throws(ProtocolFault) {
    guard let identity = RowIdentity(wireNumber: wire.identity) else {
      throw .malformed("Table.identity")
    }
    guard let direction = Direction(wireNumber: wire.direction) else {
      throw .malformed("Table.direction")
    }
    self.init(name: wire.name, identity: identity, direction: direction, columns: [])
    var names: Set<String> = []
    for column in wire.columns {
      guard !column.name.isEmpty, names.insert(column.name).inserted else {
        throw .malformed("Column.name")
      }
      columns.append(
        SyncColumn(
          name: column.name, declaredType: column.declaredType, isRequired: column.required,
          reference: column.reference.isEmpty ? nil : column.reference))
    }
    key = try indices(wire.key, field: "Table.key")
    groups = try wire.groups.map { group throws(ProtocolFault) in
      try indices(group.columns, field: "Group.columns")
    }
    let grouped = groups.flatMap { $0 }
    guard Set(grouped).count == grouped.count, identity == .natural || key.isEmpty else {
      throw .malformed("Table.key")
    }
  }

  private func indices(
    _ wire: [UInt32], field: String
  ) throws(ProtocolFault) -> [Int] {
    guard wire.allSatisfy({ $0 < columns.count }) else { throw .malformed(field) }
    return wire.map(Int.init)
  }

  fileprivate var wire: Pocket_V1_Table {
    var wire = Pocket_V1_Table()
    wire.name = name
    wire.identity = identity.wireNumber
    wire.direction = direction.wireNumber
    wire.columns = columns.map { column in
      var wire = Pocket_V1_Column()
      wire.name = column.name
      wire.declaredType = column.declaredType
      wire.required = column.isRequired
      wire.reference = column.reference ?? ""
      return wire
    }
    wire.key = key.map(UInt32.init)
    wire.groups = groups.map { columns in
      var wire = Pocket_V1_Group()
      wire.columns = columns.map(UInt32.init)
      return wire
    }
    return wire
  }
}

extension RowIdentity {
  fileprivate var wireNumber: UInt32 {
    switch self {
    case .own: 1
    case .natural: 2
    case .surrogate: 3
    }
  }

  fileprivate init?(wireNumber: UInt32) {
    switch wireNumber {
    case 1: self = .own
    case 2: self = .natural
    case 3: self = .surrogate
    default: return nil
    }
  }
}

extension Direction {
  fileprivate var wireNumber: UInt32 {
    switch self {
    case .toPocket: 1
    case .both: 2
    case .fromPocket: 3
    }
  }

  fileprivate init?(wireNumber: UInt32) {
    switch wireNumber {
    case 1: self = .toPocket
    case 2: self = .both
    case 3: self = .fromPocket
    default: return nil
    }
  }
}
