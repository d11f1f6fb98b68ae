package import Records

/// What one session cost, as its line and its merge counted it.
package struct SessionMeasure: Sendable, Hashable {
  /// When it began: milliseconds since 1970.
  package var milliseconds: UInt64
  /// The pocket; nil where it was not even met.
  package var device: RowID?
  /// What stopped it; nil where it ended well.
  package var code: String?
  /// How long it took, milliseconds.
  package var tookMilliseconds: UInt64
  /// Changes that came.
  package var changes: UInt64 = 0
  /// Decisions kept for review.
  package var conflicts: UInt64 = 0
  /// Changes that could not be placed.
  package var quarantined: UInt64 = 0
  /// What the line did.
  package var line = LineMeasure()

  /// Nothing came yet.
  package init(
    milliseconds: UInt64, device: RowID? = nil, code: String? = nil, tookMilliseconds: UInt64
  ) {
    self.milliseconds = milliseconds
    self.device = device
    self.code = code
    self.tookMilliseconds = tookMilliseconds
  }
}

/// What the line of one session did, as its link counted it.
package struct LineMeasure: Sendable, Hashable {
  /// Bytes handed to the line, frames and repeats included.
  package var sentBytes: UInt64 = 0
  /// Bytes of messages that came in order.
  package var receivedBytes: UInt64 = 0
  /// Frames with data that were sent, repeats included.
  package var framesSent: UInt64 = 0
  /// Of these, repeats.
  package var framesResent: UInt64 = 0
  /// Sound frames of every kind that came.
  package var framesReceived: UInt64 = 0
  /// Of these, numbered data frames, repeats included; 0 where the link does not number them.
  package var framesHeard: UInt64 = 0
  /// What the pocket numbered and never came sound.
  package var framesMissed: UInt64 = 0
  /// What came and was no sound frame.
  package var framesBroken: UInt64 = 0
  /// Times that an answer was waited for in vain.
  package var timeouts: UInt64 = 0
  /// The smoothed round trip, microseconds; nil where none was measured.
  package var roundTripMicroseconds: UInt64?

  /// All counts zero.
  package init() {}

  /// Frames by which the line can be judged, of both directions.
  package var framesJudged: UInt64 { framesSent + back.arrived + back.lost }

  /// Of a thousand frames so many were sent again or lost, in the direction that lost more.
  package var lossPermille: Int {
    func permille(_ lost: UInt64, of all: UInt64) -> UInt64 { all == 0 ? 0 : lost * 1000 / all }
    return Int(
      max(
        permille(framesResent, of: framesSent),
        permille(back.lost, of: back.arrived + back.lost)))
  }

  /// What came from the pocket: a link without numbers knows only of frames that came damaged.
  private var back: (arrived: UInt64, lost: UInt64) {
    framesHeard > 0 ? (framesHeard, framesMissed) : (framesReceived, framesBroken)
  }
}

/// What the gate said once.
package struct GateMeasure: Sendable, Hashable {
  /// When: milliseconds since 1970.
  package var milliseconds: UInt64
  /// The codes of its refusals; empty where it opened.
  package var codes: [String]
  /// True where it opened for a copy that lacks a pocket.
  package var isPartial: Bool

  /// Takes everything as it stands.
  package init(milliseconds: UInt64, codes: [String], isPartial: Bool) {
    self.milliseconds = milliseconds
    self.codes = codes
    self.isPartial = isPartial
  }
}

/// What one copy took, once the gate had opened.
package struct CopyMeasure: Sendable, Hashable {
  /// How a copy ended.
  package enum Outcome: Sendable, Hashable {
    /// So many bytes were written, read back and proven.
    case written(bytes: UInt64)
    /// The newest copy on the medium has all of it.
    case unchanged
    case failed(code: String)
  }

  /// When it began: milliseconds since 1970.
  package var milliseconds: UInt64
  /// How long it took, milliseconds.
  package var tookMilliseconds: UInt64
  /// How it ended.
  package var outcome: Outcome

  /// Takes everything as it stands.
  package init(milliseconds: UInt64, tookMilliseconds: UInt64, outcome: Outcome) {
    self.milliseconds = milliseconds
    self.tookMilliseconds = tookMilliseconds
    self.outcome = outcome
  }
}
