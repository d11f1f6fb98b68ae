/// An input read as steps; past its end there are zeros and empty pieces.
struct Script {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isOver: Bool { rest.isEmpty }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  mutating func flag() -> Bool { byte() & 1 == 1 }

  mutating func number(bytes count: Int = 2) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(byte()) << UInt64(8 * $1) }
  }

  /// A length of two bytes, then as many bytes as there are of it: an array of its own.
  mutating func piece() -> [UInt8] {
    let count = Int(number())
    let piece = Array(rest.prefix(count))
    rest = rest.dropFirst(count)
    return piece
  }

  mutating func all() -> [UInt8] {
    defer { rest = [] }
    return Array(rest)
  }
}

/// Builds inputs for `Script`.
struct ScriptWriter {
  var bytes: [UInt8] = []

  mutating func add(_ bytes: UInt8...) { self.bytes += bytes }

  mutating func add(piece: [UInt8]) {
    bytes += [UInt8(truncatingIfNeeded: piece.count), UInt8(truncatingIfNeeded: piece.count >> 8)]
    bytes += piece
  }
}
