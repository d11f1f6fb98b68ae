package import Backup

/// From the gate to the moment when the medium may be taken away.
package enum CopySentence: Sendable, Hashable {
  case gateChecks
  case gateOpen
  case gateOpenPartial
  case phase(CopyProgress.Phase)
  case phaseAt(CopyProgress.Phase, done: UInt64, total: UInt64)
  case written(copy: UInt64, volume: String)
  case toldSafe(label: String)
  case notTold(label: String)
  case waiting
  case closing(volume: String)
  case mayRemove(volume: String)
  case stillOpen(volume: String)
  case stillInUse(volume: String, by: [String])
  case keepUntilNext
  case nothingToDo(copy: UInt64, made: Moment)
  case pretended(path: String)
  case pretendedDisc(drive: String)
  case partial(missing: [String])
  case removed(first: Int, last: Int)
  case notRemoved(code: String)
  case notNoted(code: String)
}
