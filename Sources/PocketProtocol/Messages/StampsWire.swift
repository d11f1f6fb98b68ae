import FoundationEssentials
import Records

extension CommitStamp {
  init(_ wire: Pocket_V1_Stamp) { self.init(sequence: wire.sequence, nonce: wire.nonce) }

  var wire: Pocket_V1_Stamp {
    var wire = Pocket_V1_Stamp()
    wire.sequence = sequence
    wire.nonce = nonce
    return wire
  }

  /// Reads commits, which must stand in ascending order.
  static func list(
    _ wire: [Pocket_V1_Stamp], field: String
  ) throws(ProtocolFault) -> [CommitStamp] {
    let stamps = wire.map { CommitStamp($0) }
    guard stamps.first.map({ $0.sequence > 0 }) ?? true,
      zip(stamps, stamps.dropFirst()).allSatisfy({ $0.sequence < $1.sequence })
    else { throw .malformed(field) }
    return stamps
  }
}

extension FeedCursor {
  /// Reads a cursor; the row may be left out where the commit is complete.
  init(_ wire: Pocket_V1_Cursor, field: String) throws(ProtocolFault) {
    if wire.row.isEmpty {
      guard wire.table == 0 || wire.table == Self.wholeCommit else {
        throw .malformed(field)
      }
      self.init(after: wire.sequence)
    } else {
      self.init(
        sequence: wire.sequence, table: wire.table,
        row: try RowID.one(wire.row, field: "\(field).row"))
    }
  }

  var wire: Pocket_V1_Cursor {
    var wire = Pocket_V1_Cursor()
    wire.sequence = sequence
    if self != FeedCursor(after: sequence) {
      wire.table = table
      wire.row = row.data
    }
    return wire
  }
}
