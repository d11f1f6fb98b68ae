/// A sum that only grows: of everything that was ever measured beside one database.
package struct MeasureSum: Sendable, Hashable {
  /// What is added up; the texts stand in the ledger.
  package enum Name: String, Sendable, Hashable, CaseIterable {
    /// By `done` or `failed`.
    case sessions
    case sessionMilliseconds = "session-milliseconds"
    case changes, conflicts, quarantined
    case sentBytes = "sent-bytes"
    case receivedBytes = "received-bytes"
    case framesSent = "frames-sent"
    case framesResent = "frames-resent"
    case framesReceived = "frames-received"
    case framesBroken = "frames-broken"
    case timeouts
    /// By `open`, `partial` or `closed`.
    case verdicts
    /// By code.
    case refusals
    /// By `written`, `unchanged` or `failed`.
    case copies
    case copyMilliseconds = "copy-milliseconds"
    case copiedBytes = "copied-bytes"
  }

  /// What is added up.
  package let name: Name
  /// Of which kind; empty where there is one only.
  package let label: String

  /// A sum by its name and label.
  package init(_ name: Name, _ label: String = "") {
    self.name = name
    self.label = label
  }
}

extension SessionMeasure {
  /// What it adds to the sums.
  var sums: [(MeasureSum, UInt64)] {
    [
      (MeasureSum(.sessions, code == nil ? "done" : "failed"), 1),
      (MeasureSum(.sessionMilliseconds), tookMilliseconds), (MeasureSum(.changes), changes),
      (MeasureSum(.conflicts), conflicts), (MeasureSum(.quarantined), quarantined),
      (MeasureSum(.sentBytes), line.sentBytes), (MeasureSum(.receivedBytes), line.receivedBytes),
      (MeasureSum(.framesSent), line.framesSent), (MeasureSum(.framesResent), line.framesResent),
      (MeasureSum(.framesReceived), line.framesReceived),
      (MeasureSum(.framesBroken), line.framesBroken), (MeasureSum(.timeouts), line.timeouts),
    ]
  }
}

extension GateMeasure {
  /// What it adds to the sums.
  var sums: [(MeasureSum, UInt64)] {
    let verdict = codes.isEmpty ? (isPartial ? "partial" : "open") : "closed"
    return [(MeasureSum(.verdicts, verdict), 1)] + codes.map { (MeasureSum(.refusals, $0), 1) }
  }
}

extension CopyMeasure {
  /// What it adds to the sums.
  var sums: [(MeasureSum, UInt64)] {
    switch outcome {
    case .written(let bytes):
      [
        (MeasureSum(.copies, "written"), 1), (MeasureSum(.copyMilliseconds), tookMilliseconds),
        (MeasureSum(.copiedBytes), bytes),
      ]
    case .unchanged: [(MeasureSum(.copies, "unchanged"), 1)]
    case .failed: [(MeasureSum(.copies, "failed"), 1)]
    }
  }
}
