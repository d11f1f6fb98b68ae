package import FarmDatabase

/// What `history` and `undo` tell.
package enum PastSentence: Sendable, Hashable {
  case nothing
  case entry(Author, Moment, session: String?)
  case undone(first: UInt64, last: UInt64)
  case rows(table: String, count: Int)
  case toDecide(count: Int)
  case settled(count: Int)
  case setAside(count: Int)
  case version(Author, Moment, RowEvent)
  case record(String, RowEvent)
  case more(limit: Int)
  case undoing(Author, Moment)
  case removed(table: String, count: Int)
  case restored(table: String, count: Int)
  case broughtBack(table: String, count: Int)
  case kept(table: String, count: Int)
  case nothingToUndo
  case onlyTried
  case done(commit: UInt64)
}
