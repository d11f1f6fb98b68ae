import Diagnostics
import FarmDatabase
import Foundation
import PocketProtocol
import Records

/// Stand-ins for one recording: the same ones in its messages, its events and its farm.
final class SessionMask {
  let standIns = StandIns()
  private let schema: SyncSchema
  private var columns: Set<MaskedColumn> = []

  /// Masks the copy of the farm; the columns that took stand-ins there have them in messages too.
  init(_ farm: FarmDatabase, masking copy: String) throws(FarmDatabaseError) {
    schema = farm.schema
    let mask = ValueMask(
      text: { [standIns] text, variant in
        variant == 0 ? standIns.text(text) : standIns.trial(text, variant)
      },
      batch: { [self] bytes, columns in
        self.columns = columns
        return masked(bytes, fromPocket: true)
      })
    columns = try MaskedCopy.mask(copy, of: farm, by: mask)
  }

  /// The step with stand-ins; a message that is none has nothing of its content left.
  func masking(_ step: RecordedStep) -> RecordedStep {
    switch step {
    case .sent(let bytes): .sent(masked(bytes, fromPocket: false))
    case .received(let bytes): .received(masked(bytes, fromPocket: true))
    case .fault(let call, let error): .fault(call, error: masked(error: error))
    default: step
    }
  }

  /// What an error names of people and of their folders; all else in it are facts of the line.
  private static let namingKeys: Set = ["name", "path", "host", "device", "program"]

  private func masked(error: [UInt8]) -> [UInt8] {
    guard let value = try? JSONSerialization.jsonObject(with: Data(error)),
      let data = try? JSONSerialization.data(
        withJSONObject: named(value, isName: false), options: [.sortedKeys])
    else { return [] }
    return Array(data)
  }

  private func named(_ value: Any, isName: Bool) -> Any {
    switch value {
    case let text as String: return isName ? standIns.text(text) : text
    case let list as [Any]: return list.map { named($0, isName: isName) }
    case let fields as [String: Any]:
      return Dictionary(
        uniqueKeysWithValues: fields.map {
          ($0, named($1, isName: Self.namingKeys.contains($0)))
        })
    default: return value
    }
  }

  private func masked(_ bytes: [UInt8], fromPocket: Bool) -> [UInt8] {
    let mask = MessageMask(name: { self.standIns.text($0) }) { table, column, kind, cell in
      guard self.isMasked(table, column) else { return cell }
      return kind == .text ? self.standIns.text(utf8: cell) : self.standIns.blob(cell)
    }
    do throws(ProtocolFault) {
      return fromPocket
        ? try ToPC.masking(bytes, by: mask) : try ToPocket.masking(bytes, by: mask)
    } catch { return Array(repeating: UInt8.max, count: bytes.count) }
  }

  private func isMasked(_ table: Int?, _ column: Int?) -> Bool {
    guard let table, let column, table < schema.tables.count,
      column < schema.tables[table].columns.count
    else { return true }
    let known = schema.tables[table]
    return columns.contains(
      MaskedColumn(table: known.name, column: known.columns[column].name))
  }
}
