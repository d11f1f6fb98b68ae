import Crypto
import PocketProtocol
import Records

/// What a pocket holds, in figures.
package struct PocketSummary: Codable, Hashable, Sendable {
  /// Its identity: 32 hexadecimal digits.
  package var device: String
  /// The name that its user gave it.
  package var label: String
  /// The log that its changes belong to: 16 hexadecimal digits.
  package var incarnation: String
  /// Number of the newest change; 0 for none.
  package var lastNumber: UInt64
  /// Changes that the PC merged.
  package var mergedNumber: UInt64
  /// Changes that a verified copy holds.
  package var safeNumber: UInt64
  /// Changes that the PC has not merged yet.
  package var pending: UInt64
  /// Changes that no verified copy holds yet.
  package var waiting: UInt64
  /// Changes that the journal still keeps.
  package var kept: Int
  /// The last commit of the PC that was applied; 0 for none.
  package var commit: UInt64
  /// Rows as the user sees them, by table.
  package var rows: [String: Int]
  /// SHA-256 over all rows as the user sees them: equal exactly where the rows are.
  package var digest: String
}

extension PocketStore {
  /// What the pocket holds, in figures.
  package func summary() -> PocketSummary {
    var rows: [String: Int] = [:]
    for (index, table) in (state.schema?.tables ?? []).enumerated() {
      rows[table.name] = count(index)
    }
    return PocketSummary(
      device: state.device.hexadecimal, label: state.label,
      incarnation: state.incarnation.hexadecimal, lastNumber: state.last.number,
      mergedNumber: state.merged, safeNumber: state.safe,
      pending: state.last.number - min(state.merged, state.last.number),
      waiting: state.last.number - min(state.safe, state.last.number), kept: state.changes.count,
      commit: state.seen, rows: rows, digest: digest())
  }

  private func digest() -> String {
    var hash = SHA256()
    for (index, table) in (state.schema?.tables ?? []).enumerated() {
      hash.update(data: Array("\(table.name)\n".utf8))
      for row in identities(index) {
        hash.update(data: row.bytes)
        for value in self.row(index, row) ?? [] { hash.update(data: value.digestBytes) }
      }
    }
    return Hexadecimal.encode(hash.finalize())
  }
}

extension UInt64 {
  /// Sixteen hexadecimal digits.
  fileprivate var hexadecimal: String {
    Hexadecimal.encode((0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - 8 * $0)) })
  }
}

extension Value {
  /// Class, length and content, so that no two lists of values give the same bytes.
  fileprivate var digestBytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .null: writer.add(UInt8(0))
    case .integer(let number):
      writer.add(UInt8(1))
      writer.add(UInt64(bitPattern: number))
    case .real(let number):
      writer.add(UInt8(2))
      writer.add(number.bitPattern)
    case .text(let text):
      writer.add(UInt8(3))
      writer.add(Array(text.utf8))
    case .blob(let blob):
      writer.add(UInt8(4))
      writer.add(blob)
    }
    return writer.bytes
  }
}
