/// A session with a pocket, told as it goes.
package enum DockSentence: Sendable, Hashable {
  case calling(address: String)
  case met(label: String, isNew: Bool, waiting: UInt64)
  case setBack(label: String)
  case twins(label: String)
  case recovered(label: String, rows: Int, reviews: Int)
  case received(done: UInt64, total: UInt64)
  case merging(changes: UInt64)
  case merged(label: String, changes: UInt64)
  case captured(rows: Int)
  case toDecide(count: Int)
  case setAside(count: Int)
  case fed(rows: UInt64)
  case nothingNew(label: String)
  case finished(label: String, milliseconds: UInt64)
}
