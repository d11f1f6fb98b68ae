/// What `status` tells.
package enum StatusSentence: Sendable, Hashable {
  case database(path: String, farm: String)
  case pocket(label: String)
  case retired(label: String)
  case lastAttempt(Moment?)
  case lastSuccess(Moment?)
  case noPockets
  case copyOn(volume: String, copy: UInt64, made: Moment, isPartial: Bool)
  case oldestMedium(volume: String)
  case noCopy
  case notInCopy(label: String, count: UInt64)
  case allInCopy(label: String)
  case toDecide(count: Int)
  case setAside(count: Int)
}
