import PocketProtocol
import Records

/// One batch of the inbox as the merge takes it.
struct StoredBatch: Sendable {
  /// Nil where it cannot be read.
  var batch: ChangeBatch?
  /// Its changes by the PC's schema, parents first: the schema has them so.
  var columns: [ChangeColumns]

  /// Reads what stands in the inbox.
  init(_ bytes: [UInt8]) {
    if case .upBatch(let batch)? = try? ToPC(decoding: bytes) { self.batch = batch }
    columns = batch?.changeColumns.sorted { $0.table < $1.table } ?? []
  }
}
