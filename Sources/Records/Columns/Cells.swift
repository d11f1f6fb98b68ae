/// The cells of one column, stored by class: no value is boxed until it is asked for.
package struct Cells: Hashable, Sendable {
  /// How many cells there are.
  package var count = 0
  /// The class of every cell where they are all alike; nil where they differ or there are none.
  package var uniform: CellClass?
  /// The class of each cell; empty where they are all alike.
  package var classes: [CellClass] = []
  /// Where each cell stands among those of its store; empty where they are all alike.
  package var slots: [UInt32] = []
  /// The integers, in the order of their cells.
  package var integers: [Int64] = []
  /// The reals, in the order of their cells.
  package var reals: [Double] = []
  /// The end of each text or blob in `bytes`.
  package var ends: [UInt32] = []
  /// Texts (UTF-8) and blobs, one after the other.
  package var bytes: [UInt8] = []

  /// No cells.
  package init() {}

  /// The class of the cell at `row`.
  package func cellClass(_ row: Int) -> CellClass {
    precondition(row >= 0 && row < count, "cell \(row) of \(count)")
    return uniform ?? classes[row]
  }

  /// The value at `row`; nil where the cell is absent.
  package subscript(row: Int) -> Value? {
    let slot = slot(row)
    return switch cellClass(row) {
    case .null: .null
    case .integer: .integer(integers[slot])
    case .real: .real(reals[slot])
    case .text: .text(String(decoding: bytes[extent(slot)], as: UTF8.self))
    case .blob: .blob(Array(bytes[extent(slot)]))
    case .absent: nil
    }
  }

  /// The integer at `row`, which must be of that class.
  package func integer(_ row: Int) -> Int64 { integers[slot(row)] }

  /// The real at `row`, which must be of that class.
  package func real(_ row: Int) -> Double { reals[slot(row)] }

  /// The bytes of the text (UTF-8) or blob at `row`, which must be of one of those classes.
  package func byteSlice(_ row: Int) -> ArraySlice<UInt8> { bytes[extent(slot(row))] }

  /// How many cells are of the class.
  package func number(of kind: CellClass) -> Int {
    if let uniform { return uniform == kind ? count : 0 }
    return classes.count { $0 == kind }
  }

  /// Appends a value; nil for an absent cell.
  package mutating func append(_ value: Value?) {
    switch value {
    case nil: add(.absent, slot: 0)
    case .null: add(.null, slot: 0)
    case .integer(let number):
      add(.integer, slot: integers.count)
      integers.append(number)
    case .real(let number):
      add(.real, slot: reals.count)
      reals.append(number)
    case .text(let text):
      add(.text, slot: ends.count)
      bytes.append(contentsOf: text.utf8)
      ends.append(UInt32(bytes.count))
    case .blob(let blob):
      add(.blob, slot: ends.count)
      bytes.append(contentsOf: blob)
      ends.append(UInt32(bytes.count))
    }
  }

  private func slot(_ row: Int) -> Int { uniform == nil ? Int(slots[row]) : row }

  private func extent(_ slot: Int) -> Range<Int> {
    (slot == 0 ? 0 : Int(ends[slot - 1]))..<Int(ends[slot])
  }

  private mutating func add(_ kind: CellClass, slot: Int) {
    if count == 0 {
      uniform = kind
    } else if let alike = uniform, alike != kind {
      uniform = nil
      classes = Array(repeating: alike, count: count)
      let stored = alike != .null && alike != .absent
      slots = stored ? (0..<UInt32(count)).map { $0 } : Array(repeating: 0, count: count)
    }
    if uniform == nil {
      classes.append(kind)
      slots.append(UInt32(slot))
    }
    count += 1
  }
}
