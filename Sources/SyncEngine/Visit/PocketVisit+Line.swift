import FarmDatabase
import Link
import Records

extension PocketVisit {
  /// Keeps how the line was; a ledger that takes no note of it is no reason to end a session.
  func noteLine() {
    guard let counts = channel.statistics, let device = proven else { return }
    // A link that does not number its frames knows only of those that came damaged.
    let isNumbered = counts.dataFramesHeard > 0
    try? farm.ledger.note(
      LineRecord(
        device: device, label: visit.label, address: address,
        milliseconds: farm.surroundings.nowMilliseconds, framesSent: counts.dataFramesSent,
        framesResent: counts.dataFramesResent,
        framesReceived: isNumbered ? counts.dataFramesHeard : counts.framesReceived,
        framesLost: isNumbered
          ? counts.dataFramesMissed : counts.checksumErrors + counts.malformedFrames))
  }
}
