/// How one line to the outside is held: whom it trusts, how long it waits, how fast it may be.
package struct LineSettings: Sendable {
  /// Longest time until the line is there.
  package static let connectSecondsMaximum = 30
  /// What has to come through in each of these seconds on average; less is silence.
  package static let slowestBytesPerSecond = 64
  /// For how long less than that is borne.
  package static let silenceSeconds = 60
  /// The slowest limit that leaves a line usable.
  package static let bandwidthMinimumBytesPerSecond = 4 << 10

  /// A file with the certificates that are trusted in place of the system's; nil for the system's.
  package var trustFile: String?
  /// Longest time until the line is there.
  package var connectSeconds: Int
  /// For how long a line may give nothing.
  package var silenceSeconds: Int
  /// Shared by all lines that keep it together; nil for as fast as it goes.
  package var bandwidth: Bandwidth?
  /// True as soon as nobody waits any more.
  package var isStopped: @Sendable () -> Bool

  /// The settings of a plain line: the system's trust, no limit, nobody stops it.
  package init(
    trustFile: String? = nil, connectSeconds: Int = Self.connectSecondsMaximum,
    silenceSeconds: Int = Self.silenceSeconds, bandwidth: Bandwidth? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.trustFile = trustFile
    self.connectSeconds = connectSeconds
    self.silenceSeconds = silenceSeconds
    self.bandwidth = bandwidth
    self.isStopped = isStopped
  }
}
