/// Cells read in place: pointers into the stores of `Cells`, valid inside `withReaders` only.
package struct CellReader {
  private let uniform: CellClass?
  private let classes: UnsafeBufferPointer<CellClass>
  private let slots: UnsafeBufferPointer<UInt32>
  private let integers: UnsafeBufferPointer<Int64>
  private let reals: UnsafeBufferPointer<Double>
  private let ends: UnsafeBufferPointer<UInt32>
  private let bytes: UnsafeBufferPointer<UInt8>

  /// The class of every cell where they are all alike.
  package var alike: CellClass? { uniform }

  /// The class of the cell at `row`.
  package func cellClass(_ row: Int) -> CellClass { uniform ?? classes[row] }

  /// The integer at `row`, which must be of that class.
  package func integer(_ row: Int) -> Int64 { integers[slot(row)] }

  /// The real at `row`, which must be of that class.
  package func real(_ row: Int) -> Double { reals[slot(row)] }

  /// The bytes of the text (UTF-8) or blob at `row`, which must be of one of those classes.
  package func bytes(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    let slot = slot(row)
    let start = slot == 0 ? 0 : Int(ends[slot - 1])
    return UnsafeBufferPointer(rebasing: bytes[start..<Int(ends[slot])])
  }

  private func slot(_ row: Int) -> Int { uniform == nil ? Int(slots[row]) : row }

  /// Gives `body` a reader for each of `columns`, in their order.
  package static func withReaders<Result>(
    of columns: [Cells], _ body: ([CellReader]) throws -> Result
  ) rethrows -> Result {
    try descend(columns[...], [], body)
  }

  private static func descend<Result>(
    _ columns: ArraySlice<Cells>, _ readers: [CellReader],
    _ body: ([CellReader]) throws -> Result
  ) rethrows -> Result {
    guard let cells = columns.first else { return try body(readers) }
    return try cells.classes.withUnsafeBufferPointer { classes in
      try cells.slots.withUnsafeBufferPointer { slots in
        try cells.integers.withUnsafeBufferPointer { integers in
          try cells.reals.withUnsafeBufferPointer { reals in
            try cells.ends.withUnsafeBufferPointer { ends in
              try cells.bytes.withUnsafeBufferPointer { bytes in
                let reader = CellReader(
                  uniform: cells.uniform, classes: classes, slots: slots, integers: integers,
                  reals: reals, ends: ends, bytes: bytes)
                return try descend(columns.dropFirst(), readers + [reader], body)
              }
            }
          }
        }
      }
    }
  }
}
