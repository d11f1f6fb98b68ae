package import Delivery

/// What goes out of the house, what waits, and what came of it.
package enum OutsideSentence: Sendable, Hashable {
  case packing(copy: Int)
  case packed(copy: Int, bytes: UInt64)
  case onItsWay(copy: Int)
  case letterWritten
  case sending(OutsideChannel)
  case sendingAt(done: UInt64, total: UInt64)
  case copySent(copy: Int)
  case letterSent
  case waiting(OutsideChannel, count: Int, since: Moment)
  case nextTry(Moment)
  case needsHelp(code: String)
  case nothingWaits
  case lastDelivery(OutsideChannel, Moment)
  case notProtected
  case lockedUntil(Moment)
}

/// What the protected server has, held against what this PC takes for sent.
package enum InventorySentence: Sendable, Hashable {
  case onServer(copies: Int, bytes: UInt64)
  case allThere
  case lostCopy(Int)
  case sentByOthers(count: Int)
  case brokenThere(count: Int)
  case unfinished(count: Int)
  case foreignFiles(count: Int)
}
