import FoundationEssentials
import Records

extension Cells {
  /// Reads `rows` cells, every count held against every other.
  init(_ wire: Pocket_V1_Cells, rows: Int, field: String) throws(ProtocolFault) {
    guard wire.types.count == rows || wire.types.count == 1, rows > 0 else {
      throw .malformed("\(field).types")
    }
    self.init()
    count = rows
    try readClasses([UInt8](wire.types), field)
    integers = wire.integers
    reals = wire.reals
    bytes = [UInt8](wire.bytes)
    try readLengths(wire.lengths, field)
    try checkStores(field)
    guard !reals.contains(where: \.isNaN) else { throw .malformed("\(field).reals") }
    try checkTexts(field)
  }

  /// The shortest form on the wire.
  var wire: Pocket_V1_Cells {
    var wire = Pocket_V1_Cells()
    wire.types = uniform.map { Data([$0.rawValue]) } ?? Data(classes.map(\.rawValue))
    wire.integers = integers
    wire.reals = reals
    wire.bytes = Data(bytes)
    var start: UInt32 = 0
    wire.lengths = ends.map { end in
      defer { start = end }
      return end - start
    }
    return wire
  }

  private mutating func readClasses(_ types: [UInt8], _ field: String) throws(ProtocolFault) {
    guard let first = CellClass(rawValue: types[0]) else { throw .malformed("\(field).types") }
    if types.count == 1 || types.allSatisfy({ $0 == types[0] }) {
      uniform = first
      return
    }
    classes.reserveCapacity(count)
    slots.reserveCapacity(count)
    var next: (UInt32, UInt32, UInt32) = (0, 0, 0)
    for type in types {
      guard let kind = CellClass(rawValue: type) else { throw .malformed("\(field).types") }
      classes.append(kind)
      switch kind {
      case .null, .absent: slots.append(0)
      case .integer:
        slots.append(next.0)
        next.0 += 1
      case .real:
        slots.append(next.1)
        next.1 += 1
      case .text, .blob:
        slots.append(next.2)
        next.2 += 1
      }
    }
  }

  private mutating func readLengths(_ lengths: [UInt32], _ field: String) throws(ProtocolFault) {
    ends.reserveCapacity(lengths.count)
    var end = 0
    for length in lengths {
      guard length <= ProtocolLimit.cellBytes.maximum else {
        throw .overLimit(.cellBytes, found: Int(length))
      }
      end += Int(length)
      guard end <= bytes.count else { throw .malformed("\(field).lengths") }
      ends.append(UInt32(end))
    }
    guard end == bytes.count else { throw .malformed("\(field).lengths") }
  }

  private func checkStores(_ field: String) throws(ProtocolFault) {
    guard integers.count == number(of: .integer) else { throw .malformed("\(field).integers") }
    guard reals.count == number(of: .real) else { throw .malformed("\(field).reals") }
    guard ends.count == number(of: .text) + number(of: .blob) else {
      throw .malformed("\(field).lengths")
    }
  }

  private func checkTexts(_ field: String) throws(ProtocolFault) {
    guard !ends.isEmpty, bytes.contains(where: { $0 >= 0x80 }) else { return }
    for row in 0..<count where cellClass(row) == .text {
      guard isUTF8(byteSlice(row)) else { throw .malformed("\(field).bytes") }
    }
  }

  private func isUTF8(_ slice: ArraySlice<UInt8>) -> Bool {
    slice.withUnsafeBufferPointer { buffer in
      (try? UTF8Span(validating: buffer.span)) != nil
    }
  }
}
