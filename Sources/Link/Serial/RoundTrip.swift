/// The smoothed round trip and the time-out that follows from it (RFC 6298, with 2·RTT as floor).
struct RoundTrip {
  private let configuration: LinkConfiguration
  private(set) var smoothedMicroseconds: UInt64?
  private var variationMicroseconds: UInt64 = 0
  private var backoff: UInt64 = 0
  private static let maximumBackoff: UInt64 = 6

  init(_ configuration: LinkConfiguration) {
    self.configuration = configuration
  }

  mutating func measured(_ microseconds: UInt64) {
    if let smoothed = smoothedMicroseconds {
      let difference = max(smoothed, microseconds) - min(smoothed, microseconds)
      variationMicroseconds = (3 * variationMicroseconds + difference) / 4
      smoothedMicroseconds = (7 * smoothed + microseconds) / 8
    } else {
      smoothedMicroseconds = microseconds
      variationMicroseconds = microseconds / 2
    }
  }

  mutating func timedOut() {
    backoff = min(backoff + 1, Self.maximumBackoff)
  }

  mutating func progressed() {
    backoff = 0
  }

  var timeoutMicroseconds: UInt64 {
    var timeout = configuration.initialRetransmitMicroseconds
    if let smoothed = smoothedMicroseconds {
      timeout = max(
        2 * smoothed + configuration.acknowledgeDelayMicroseconds,
        smoothed + 4 * variationMicroseconds + configuration.acknowledgeDelayMicroseconds,
        configuration.minimumRetransmitMicroseconds)
    }
    // The limit bounds the back-off only: a slow line's round trip may be longer than it.
    return max(
      timeout, min(timeout << backoff, configuration.maximumRetransmitMicroseconds))
  }
}
