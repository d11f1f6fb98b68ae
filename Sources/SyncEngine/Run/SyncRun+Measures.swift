package import Backup
import FarmDatabase
package import Gate
import Link
package import Records
import Transport

/// What is measured, taken where it arises and kept in the ledger.
///
/// A measure that cannot be kept stops nothing: whoever looks at it later misses it.
extension SyncRun {
  /// As `perform`, and what the session measured, also where it failed.
  func measured(
    _ perform: (inout SessionProbe) throws(SyncError) -> VisitReport
  ) throws(SyncError) -> VisitReport {
    var probe = SessionProbe()
    let (began, start) = (farm.surroundings.nowMilliseconds, MonotonicClock.microseconds)
    let code: String?
    let outcome: Result<VisitReport, SyncError>
    do throws(SyncError) {
      outcome = .success(try perform(&probe))
      code = nil
    } catch {
      outcome = .failure(error)
      code = error.problem.code
    }
    var measure = SessionMeasure(
      milliseconds: began, code: code,
      tookMilliseconds: (MonotonicClock.microseconds - start) / 1_000)
    if let visit = probe.visit, visit.device != RowID(high: 0, low: 0) {
      measure.device = visit.device
      measure.changes = visit.changes
      measure.conflicts = UInt64(visit.tables.reduce(0) { $0 + $1.conflicts })
      measure.quarantined = UInt64(visit.tables.reduce(0) { $0 + $1.quarantined })
    }
    if let statistics = probe.statistics { measure.line = LineMeasure(statistics) }
    try? farm.ledger.note(measure)
    return try outcome.get()
  }

  /// Keeps what the gate said.
  func note(refusals: [GateRefusal], isPartial: Bool = false) {
    try? farm.ledger.note(
      GateMeasure(
        milliseconds: farm.surroundings.nowMilliseconds,
        codes: refusals.isEmpty ? [] : Problem.gate(refusals).codes, isPartial: isPartial))
  }

  /// Gate, copy, note in the ledger; the only way of this program to a copy.
  ///
  /// `asked` is what the docked pockets hold where the run took no changes itself.
  package func copy(
    to place: CopyPlace, exceptions: [GateException], asked: [RowID: UInt64]? = nil,
    keys copyKeys: CopyKeys = CopyKeys()
  ) throws(SyncError) -> CopyReport {
    var opened: (milliseconds: UInt64, microseconds: UInt64)?
    do throws(SyncError) {
      let report = try makeCopy(to: place, exceptions: exceptions, asked: asked, keys: copyKeys) {
        opened = (farm.surroundings.nowMilliseconds, MonotonicClock.microseconds)
      }
      let bytes = report.manifest.files.reduce(0) { $0 + $1.bytes }
      note(opened, report.isUnchanged ? .unchanged : .written(bytes: UInt64(bytes)))
      return report
    } catch {
      note(opened, .failed(code: error.problem.code))
      throw error
    }
  }

  /// A copy that the gate did not let begin is none.
  private func note(
    _ opened: (milliseconds: UInt64, microseconds: UInt64)?, _ outcome: CopyMeasure.Outcome
  ) {
    guard let opened else { return }
    try? farm.ledger.note(
      CopyMeasure(
        milliseconds: opened.milliseconds,
        tookMilliseconds: (MonotonicClock.microseconds - opened.microseconds) / 1_000,
        outcome: outcome))
  }
}

/// What is known of a session when it ended, well or not.
struct SessionProbe {
  var visit: VisitReport?
  var statistics: LinkStatistics?
}

extension LineMeasure {
  /// The counts of a link as the ledger keeps them.
  init(_ statistics: LinkStatistics) {
    self.init()
    sentBytes = statistics.wireBytesSent
    receivedBytes = statistics.payloadBytesReceived
    framesSent = statistics.dataFramesSent
    framesResent = statistics.dataFramesResent
    framesReceived = statistics.framesReceived
    framesHeard = statistics.dataFramesHeard
    framesMissed = statistics.dataFramesMissed
    framesBroken = statistics.checksumErrors + statistics.malformedFrames
    timeouts = statistics.timeouts
    roundTripMicroseconds = statistics.smoothedRoundTripMicroseconds
  }
}
