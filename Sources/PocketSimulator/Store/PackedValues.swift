import PocketProtocol
import Records

/// Values one after the other in one piece of memory: a full pocket holds a million rows of them.
struct PackedValues: Hashable, Sendable {
  private var bytes: [UInt8] = []

  /// Packs the cells of a row.
  init(_ values: [Value]) {
    for value in values { add(value) }
    trim()
  }

  /// The cells of a row.
  var values: [Value] {
    var reader = PackedReader(bytes)
    var values: [Value] = []
    while let value = reader.value() { values.append(value) }
    return values
  }

  /// Packs the cells of a change, in an order that depends on nothing but the places.
  init(_ cells: [SchemaPlace: CellChange]) {
    let ordered = cells.map { (key: Self.key($0.key), cell: $0.value) }
      .sorted { Value.precedes($0.key, $1.key) }
    for (key, cell) in ordered { for value in [key, cell.base, cell.new] { add(value) } }
    trim()
  }

  /// The cells of a change.
  var cells: [SchemaPlace: CellChange] {
    var reader = PackedReader(bytes)
    var cells: [SchemaPlace: CellChange] = [:]
    while let key = reader.value(), let base = reader.value(), let new = reader.value() {
      cells[Self.place(key)] = CellChange(base: base, new: new)
    }
    return cells
  }

  private static func key(_ place: SchemaPlace) -> Value {
    switch place {
    case .index(let index): .integer(Int64(index))
    case .stranger(let name): .text(name)
    }
  }

  private static func place(_ key: Value) -> SchemaPlace {
    switch key {
    case .integer(let index): .index(Int(index))
    case .text(let name): .stranger(name)
    default: preconditionFailure("a cell at \(key)")
    }
  }

  /// Gives back what growing has left over.
  private mutating func trim() { bytes = bytes.withUnsafeBufferPointer { Array($0) } }

  private mutating func add(_ value: Value) {
    switch value {
    case .null: bytes.append(PackedClass.null.rawValue)
    case .integer(let number):
      bytes.append(PackedClass.integer.rawValue)
      // Small numbers of either sign stay short.
      add(UInt64(bitPattern: number << 1 ^ number >> 63))
    case .real(let number):
      bytes.append(PackedClass.real.rawValue)
      withUnsafeBytes(of: number.bitPattern) { bytes.append(contentsOf: $0) }
    case .text(let text): add(text.utf8, .text)
    case .blob(let blob): add(blob, .blob)
    }
  }

  private mutating func add(_ content: some Collection<UInt8>, _ kind: PackedClass) {
    bytes.append(kind.rawValue)
    add(UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  private mutating func add(_ number: UInt64) {
    var rest = number
    while rest > 0x7f {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

private enum PackedClass: UInt8 {
  case null, integer, real, text, blob
}

/// Reads what was packed; the bytes are our own.
private struct PackedReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next value; nil at the end.
  mutating func value() -> Value? {
    guard place < bytes.count else { return nil }
    let kind = PackedClass(rawValue: bytes[place])!
    place += 1
    switch kind {
    case .null: return .null
    case .integer:
      let number = number()
      return .integer(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
    case .real:
      defer { place += MemoryLayout<UInt64>.size }
      let bits = bytes.withUnsafeBytes {
        $0.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      }
      return .real(Double(bitPattern: bits))
    case .text: return .text(String(decoding: content(), as: UTF8.self))
    case .blob: return .blob(Array(content()))
    }
  }

  private mutating func content() -> ArraySlice<UInt8> {
    let count = Int(number())
    defer { place += count }
    return bytes[place..<place + count]
  }

  private mutating func number() -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while bytes[place] > 0x7f {
      number |= UInt64(bytes[place] & 0x7f) << shift
      shift += 7
      place += 1
    }
    defer { place += 1 }
    return number | UInt64(bytes[place]) << shift
  }
}
