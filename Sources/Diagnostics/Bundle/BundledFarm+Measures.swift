import FarmDatabase
import Records

/// What sessions, gate and copies measured: figures and codes.
extension BundledFarm {
  func measures() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.ledger.sessionMeasures(limit: Self.sessionsMaximum).map { session in
      var record = BundleRecord()
      record.add("pocket", session.device.map { masker.mask(.pocket, $0) })
      record.add("began", session.milliseconds)
      record.add("milliseconds", session.tookMilliseconds)
      record.add("code", session.code)
      record.add("changes", session.changes)
      record.add("conflicts", session.conflicts)
      record.add("quarantined", session.quarantined)
      record.add("sent-bytes", session.line.sentBytes)
      record.add("received-bytes", session.line.receivedBytes)
      record.add("frames-sent", session.line.framesSent)
      record.add("frames-resent", session.line.framesResent)
      record.add("frames-received", session.line.framesReceived)
      record.add("frames-heard", session.line.framesHeard)
      record.add("frames-missed", session.line.framesMissed)
      record.add("frames-broken", session.line.framesBroken)
      record.add("loss-permille", session.line.lossPermille)
      record.add("timeouts", session.line.timeouts)
      record.add("round-trip-microseconds", session.line.roundTripMicroseconds)
      return record
    }
  }

  func verdicts() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.ledger.gateMeasures(limit: Self.sessionsMaximum).flatMap { gate in
      let codes: [String?] = gate.codes.isEmpty ? [nil] : gate.codes
      return codes.map { code in
        var record = BundleRecord()
        record.add("asked", gate.milliseconds)
        record.add("is-open", gate.codes.isEmpty)
        record.add("is-partial", gate.isPartial)
        record.add("code", code)
        return record
      }
    }
  }

  func copies() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.ledger.copyMeasures(limit: Self.sessionsMaximum).map { copy in
      var record = BundleRecord()
      record.add("began", copy.milliseconds)
      record.add("milliseconds", copy.tookMilliseconds)
      switch copy.outcome {
      case .written(let bytes): record.add("bytes", bytes)
      case .unchanged: record.add("is-unchanged", true)
      case .failed(let code): record.add("code", code)
      }
      return record
    }
  }
}
