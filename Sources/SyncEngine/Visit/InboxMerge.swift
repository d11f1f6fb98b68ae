package import FarmDatabase

/// The merge of what the inbox holds of one pocket: stored batches in, a durable commit out.
package struct InboxMerge {
  private let farm: FarmDatabase
  private let request: MergeRequest
  private let merged: UInt64
  private var reader: InboxReader

  /// True where a stored batch could not be read or was missing.
  package var isDamaged: Bool { reader.isDamaged }

  /// Merges what stands in the inbox after change `merged`, up to the request's last one.
  package init(_ farm: FarmDatabase, _ request: MergeRequest, after merged: UInt64) {
    self.farm = farm
    self.request = request
    self.merged = merged
    reader = InboxReader(after: merged, through: request.lastNumber)
  }

  /// Runs the merge; throws where the database refuses or the inbox is damaged.
  package mutating func run() throws(FarmDatabaseError) -> MergeReceipt {
    let (farm, request, merged) = (farm, request, merged)
    var reader = reader
    defer { self.reader = reader }
    return try farm.merge(request) { give in
      if request.branch != nil {
        try farm.ledger.lostBatches(device: request.device) { bytes in
          try reader.readLost(bytes, give)
        }
      }
      let ahead = ReadAhead()
      try farm.ledger.batches(
        device: request.device, incarnation: request.incarnation, after: merged
      ) { bytes in
        if let batch = ahead.add(bytes) { try reader.read(batch, give) }
      }
      while let batch = ahead.next() { try reader.read(batch, give) }
      try reader.finish()
    }
  }
}
