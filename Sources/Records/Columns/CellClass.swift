/// The storage class of one cell on the wire; the raw value is the byte in `Cells.types`.
package enum CellClass: UInt8, Sendable {
  case null = 0
  case integer = 1
  case real = 2
  case text = 3
  case blob = 4
  case absent = 5
}
