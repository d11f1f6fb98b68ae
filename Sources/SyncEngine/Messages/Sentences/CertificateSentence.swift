/// The lines of a copy's certificate: a receipt to print.
package enum CertificateSentence: Sendable, Hashable {
  case title(copy: UInt64)
  case made(Moment)
  case farm(String)
  case medium(label: String, model: String)
  case pretendedMedium
  case pretendedDisc
  case complete
  case partial
  case missing(label: String, reason: String)
  case pocket(label: String, newest: UInt64, session: Moment)
  case arrived(label: String, Moment, sessions: Int)
  case clockOff(label: String, milliseconds: Int64)
  case noPockets
  case toDecide(count: Int)
  case setAside(count: Int)
  case size(database: UInt64, onMedium: UInt64)
  case full
  case changesSince(copy: UInt64)
  case readBack(bytes: UInt64)
  case readBackWeaker(bytes: UInt64)
  case readBackBeforeBurning(bytes: UInt64)
  case baseRead(copy: UInt64, part: UInt64, whole: UInt64)
  case rebuiltAndCompared
  case program(String)
}
