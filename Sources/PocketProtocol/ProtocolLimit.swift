/// Every limit of the protocol, checked before anything is allocated; PROTOCOL.md lists the same.
package enum ProtocolLimit: String, Sendable, CaseIterable {
  case messageBytes
  case batchRows
  case batchCells
  case cellBytes
  case tables
  case columns
  case commits
  case recentDots
  case nameBytes
  case typeBytes
  case labelBytes
  case programBytes
  case farmNameBytes
  case noteBytes
  case detailBytes
  case probeBytes

  /// The largest value allowed, in the unit that the name ends with.
  package var maximum: Int {
    switch self {
    case .messageBytes: 1_048_576
    case .batchRows: 4096
    case .batchCells: 1_048_576
    case .cellBytes: 524_288
    case .tables: 512
    case .columns: 1024
    case .commits: 4096
    case .recentDots: 4096
    case .nameBytes: 255
    case .typeBytes: 64
    case .labelBytes: 128
    case .programBytes: 128
    case .farmNameBytes: 255
    case .noteBytes: 1024
    case .detailBytes: 1024
    case .probeBytes: 65_536
    }
  }
}

/// Sizes that senders aim at; going past one is no fault.
package enum ProtocolTarget {
  /// Where a sender closes a batch on a fast path.
  package static let batchBytes = 65_536
  /// Where a sender closes a batch on a serial line, so that a cut costs little.
  package static let serialBatchBytes = 32_768
  /// Room that a batch keeps for its own framing: a single change must fit beside it.
  package static let batchOverheadBytes = 65_536
}
