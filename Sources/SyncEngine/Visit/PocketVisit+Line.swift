import FarmDatabase
import Link
import Records

extension PocketVisit {
  /// Keeps how the line was; a ledger that takes no note of it is no reason to end a session.
  func noteLine() {
    guard let counts = channel.statistics, let device = proven else { return }
    try? farm.ledger.note(
      LineRecord(
        device: device, label: visit.label, address: address,
        milliseconds: farm.surroundings.nowMilliseconds, framesSent: counts.dataFramesSent,
        framesResent: counts.dataFramesResent, framesReceived: counts.framesReceived,
        framesDamaged: counts.checksumErrors + counts.malformedFrames))
  }
}
