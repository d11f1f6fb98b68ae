package import Records

/// One thing that a message of a pocket says, whatever messages it was cut in.
package enum MessageContent: Hashable, Sendable {
  /// A message that stands for itself; what is for people in it is left out.
  case message(ToPC)
  /// One change of a batch.
  case change(PocketChange)
  /// One row that the PC lost; nil values for a tombstone.
  case lostRow(table: Int, row: RowID, commit: CommitStamp, values: [Value]?)

  /// What it is, for a technician.
  package var name: String {
    switch self {
    case .message(let message): message.name
    case .change(let change): "change \(change.number)"
    case .lostRow(_, let row, _, _): "lost row \(row.hexadecimal)"
    }
  }
}

extension ToPC {
  /// What the message says, piece by piece, in its order.
  package var contents: [MessageContent] {
    switch self {
    case .upBatch(let batch): batch.pocketChanges.map { .change($0) }
    case .lostBatch(let batch):
      batch.rows.rows.indices.map { index in
        .lostRow(
          table: batch.rows.table, row: batch.rows.rows[index],
          commit: CommitStamp(
            sequence: batch.rows.sequences[index], nonce: batch.nonces[index]),
          values: batch.rows.isDeleted(index) ? nil : batch.rows.values(index))
      }
    case .farewell: [.message(.farewell(note: ""))]
    // The code is the protocol's, the detail is the app's.
    case .refusal(let refusal): [.message(.refusal(Refusal(code: refusal.code, detail: "")))]
    case .introduction, .upEnd, .downApplied, .probed: [.message(self)]
    }
  }
}
