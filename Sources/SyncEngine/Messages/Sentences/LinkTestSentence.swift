package import Diagnostics

/// What the test of a line tells.
package enum LinkTestSentence: Sendable, Hashable {
  case title(label: String, address: String)
  case trying(LinkSample.Phase)
  case cannotProbe(label: String)
  /// Half of the answers, and all but one in a hundred; microseconds.
  case roundTrip(median: UInt64, slow: UInt64)
  /// Bytes a second; `limit` is what the line carries at most.
  case rate(LinkSample.Phase, bytes: UInt64, limit: UInt64?)
  /// Frames that had to be sent again.
  case repeats(LinkSample.Phase, resent: UInt64, sent: UInt64)
  case broken(count: UInt64)
  /// One block a stretch of time, below the figure before.
  case course(line: String)
  case verdict(LinkVerdict)
  case written(path: String)
  /// Above the three plots of the report.
  case plotRoundTrip
  case plotRate
  case plotFaults
  case legend(LinkSample.Phase)
}
