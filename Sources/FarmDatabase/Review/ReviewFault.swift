import GRDB

/// Why a decision, an undo or a look at the past was refused; nothing was changed.
package enum ReviewFault: Error, Sendable, Hashable {
  /// No item has this number.
  case noSuchItem(String)
  /// The item was decided or settled before.
  case alreadyDecided(String)
  /// The row has changed since the item came up.
  case rowChanged(String)
  /// The item does not offer this choice.
  case choiceDoesNotFit(String)
  /// The item has another number of columns than values were given.
  case valueCount(expected: Int, found: Int)
  /// A value is not of the column's type.
  case wrongType(column: String, type: String, value: String)
  /// The farm program's own rules refuse the row.
  case refused(RowRefusal, detail: String)
  /// Rows of these tables point to the row that was to go.
  case hasChildren(tables: [String])
  /// The change still cannot be placed.
  case stillNotPlaced(reason: QuarantineReason, detail: String)
  /// No table of this name takes part.
  case noSuchTable(String)
  /// No row of the table has this key.
  case noSuchRecord(table: String, key: String)
  /// Several rows of the table bear this name.
  case severalRecords(table: String, key: String)
  /// No session or commit has this name.
  case noSuchSession(String)
  /// The commit is not one that can be undone.
  case notUndoable(String)
  /// The versions that an undo needs are older than what is kept.
  case tooOld(String)
}

/// A rule of the farm's own schema that a row breaks.
package enum RowRefusal: Sendable, Hashable, CaseIterable {
  /// A column must hold something.
  case required
  /// A CHECK says no.
  case check
  /// Another row has the same key.
  case taken
  /// The row points to one that is not there, or is pointed to.
  case reference
  /// Anything else, such as a trigger of the farm program.
  case other

  /// The rule that SQLite names; nil where it was no rule.
  init?(_ fault: DatabaseError) {
    guard fault.resultCode == .SQLITE_CONSTRAINT else { return nil }
    switch fault.extendedResultCode {
    case .SQLITE_CONSTRAINT_NOTNULL: self = .required
    case .SQLITE_CONSTRAINT_CHECK: self = .check
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
      self = .taken
    case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .reference
    default: self = .other
    }
  }
}
