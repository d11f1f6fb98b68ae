package import Records

/// Puts changes into a batch, in the order of their numbers, until a target is reached.
package struct ChangeBatchBuilder: Sendable {
  private let targetBytes: Int
  private var first: UInt64 = 0
  private var count = 0
  private var bytes = 0
  /// What the classes of all cells take at most, absent ones too.
  private var fillBytes = 0
  private var tables: [TableChanges] = []
  private var places: [SchemaPlace: Int] = [:]
  private var columns: [[SchemaPlace: Int]] = []

  /// An empty batch that is full at about `targetBytes`.
  package init(targetBytes: Int = ProtocolTarget.batchBytes) {
    self.targetBytes = targetBytes
  }

  /// True where nothing was added.
  package var isEmpty: Bool { count == 0 }

  /// Adds the change that follows; false, and nothing added, where it belongs in the next batch.
  package mutating func add(_ change: PocketChange) throws(ProtocolFault) -> Bool {
    precondition(count == 0 || change.number == first + UInt64(count), "number \(change.number)")
    let size = try change.checkedBytes()
    let cells = width(after: change) * (rows(of: change.table) + 1)
    let added = 2 * (cells - width(of: change.table) * rows(of: change.table))
    if count > 0 {
      guard hasRoom(for: change, size: size, cells: cells, added: added) else { return false }
    } else {
      first = change.number
    }
    fillBytes += added
    bytes += size
    count += 1
    append(change)
    return true
  }

  /// The batch of all that was added; at least one change.
  package func finish() -> ChangeBatch {
    precondition(count > 0, "an empty batch")
    return ChangeBatch(first: first, last: first + UInt64(count) - 1, tables: tables)
  }

  private func hasRoom(for change: PocketChange, size: Int, cells: Int, added: Int) -> Bool {
    let columns = tables.reduce(0) { $0 + $1.columns.count } + change.cells.count
    let atMost = 3 * (bytes + size) + fillBytes + added + 32 * (columns + tables.count)
    return count < ProtocolLimit.batchRows.maximum && bytes + size <= targetBytes
      && (places[change.table] != nil || tables.count < ProtocolLimit.tables.maximum)
      && width(after: change) <= ProtocolLimit.columns.maximum
      && cells <= ProtocolLimit.batchCells.maximum && atMost <= ProtocolLimit.messageBytes.maximum
  }

  private func rows(of place: SchemaPlace) -> Int { places[place].map { tables[$0].count } ?? 0 }

  private func width(of place: SchemaPlace) -> Int {
    places[place].map { tables[$0].columns.count } ?? 0
  }

  private func width(after change: PocketChange) -> Int {
    guard let index = places[change.table] else { return change.cells.count }
    let added = change.cells.keys.count { columns[index][$0] == nil }
    return tables[index].columns.count + added
  }

  private mutating func append(_ change: PocketChange) {
    let index = places[change.table] ?? open(change.table)
    let row = tables[index].count
    tables[index].numbers.append(change.number)
    tables[index].nonces.append(change.nonce)
    tables[index].kinds.append(change.kind)
    tables[index].rows.append(change.row)
    tables[index].seen.append(change.seen)
    note(change.accepted, index, row)
    for place in change.cells.keys.sorted(by: SchemaPlace.precedes)
    where columns[index][place] == nil {
      columns[index][place] = tables[index].columns.count
      var added = ColumnChanges(place: place)
      for _ in 0..<row {
        added.base.append(nil)
        added.new.append(nil)
      }
      tables[index].columns.append(added)
    }
    for column in tables[index].columns.indices {
      let cell = change.cells[tables[index].columns[column].place]
      tables[index].columns[column].base.append(cell?.base)
      tables[index].columns[column].new.append(cell?.new)
    }
  }

  private mutating func note(_ accepted: CommitStamp?, _ index: Int, _ row: Int) {
    if accepted != nil && tables[index].accepted.isEmpty {
      tables[index].accepted = Array(repeating: nil, count: row)
    }
    if accepted != nil || !tables[index].accepted.isEmpty {
      tables[index].accepted.append(accepted)
    }
  }

  private mutating func open(_ place: SchemaPlace) -> Int {
    tables.append(TableChanges(place: place))
    columns.append([:])
    places[place] = tables.count - 1
    return tables.count - 1
  }
}

extension PocketChange {
  /// About how many bytes the change takes; throws where it can travel in no message at all.
  package func checkedBytes() throws(ProtocolFault) -> Int {
    guard cells.count <= ProtocolLimit.columns.maximum else {
      throw .overLimit(.columns, found: cells.count)
    }
    var size = 36
    for cell in cells.values {
      size += (try cell.base.checkedBytes()) + (try cell.new.checkedBytes())
    }
    let room = ProtocolLimit.messageBytes.maximum - ProtocolTarget.batchOverheadBytes
    guard size <= room else { throw .overLimit(.messageBytes, found: size) }
    return size
  }
}

extension Value {
  /// About how many bytes the value takes, its class included; throws where no cell may hold it.
  package func checkedBytes() throws(ProtocolFault) -> Int {
    let size =
      switch self {
      case .null: 0
      case .integer: 4
      case .real: 8
      case .text(let text): text.utf8.count
      case .blob(let blob): blob.count
      }
    guard size <= ProtocolLimit.cellBytes.maximum else { throw .overLimit(.cellBytes, found: size) }
    return size + 1
  }
}

extension SchemaPlace {
  /// The order in which columns stand in a batch: by index, then by name.
  static func precedes(_ left: Self, _ right: Self) -> Bool {
    switch (left, right) {
    case (.index(let left), .index(let right)): left < right
    case (.index, .stranger): true
    case (.stranger, .index): false
    case (.stranger(let left), .stranger(let right)): left < right
    }
  }
}
