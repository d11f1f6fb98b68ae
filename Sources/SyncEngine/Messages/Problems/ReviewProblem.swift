package import FarmDatabase

/// A decision or an undo was refused; the database is as it was.
package enum ReviewProblem: Sendable, Hashable {
  case alreadyDecided(String)
  case rowChanged(String)
  case wrongType(column: String, type: String, value: String)
  case refused(RowRefusal, detail: String)
  case hasChildren(tables: [String])
  case stillNotPlaced(reason: QuarantineReason, detail: String)
  case notUndoable(String)
  case tooOld(String)
}
