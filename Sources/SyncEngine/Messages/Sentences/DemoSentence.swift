/// The story that `demo` tells while it happens.
package enum DemoSentence: Sendable, Hashable {
  case title
  case farmMade(rows: UInt64, bytes: UInt64)
  case firstDock(pockets: Int)
  case week(field: UInt64, office: UInt64)
  case gateStaysClosed
  case secondDock(baud: Int)
  case copying(path: String)
  case restoredElsewhere(path: String)
  case losersKept(count: Int)
  case nothingDecided
  case done(milliseconds: UInt64)
  case filesAt(path: String)
}
