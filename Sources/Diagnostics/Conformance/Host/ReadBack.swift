import PocketProtocol
import Records

/// What a pocket holds, as it says itself when the PC lost every commit.
struct ReadBack: Sendable {
  /// By table and row; nil values for a tombstone.
  var rows: [RowKey: FarmRow] = [:]
  var nonces: [RowKey: UInt64] = [:]
  /// What the judge's farm held, and its commits, before it was set back.
  let farm: JudgeFarm

  struct RowKey: Hashable, Sendable {
    let table: String
    let row: RowID
  }

  init(_ batches: [LostBatch], of farm: JudgeFarm) {
    self.farm = farm
    for batch in batches where batch.rows.table < farm.schema.tables.count {
      let table = farm.schema.tables[batch.rows.table]
      guard batch.rows.columns.count == table.columns.count else { continue }
      for (index, row) in batch.rows.rows.enumerated() {
        let key = RowKey(table: table.name, row: row)
        nonces[key] = batch.nonces[index]
        let values = zip(table.columns.map(\.name), batch.rows.values(index))
        rows[key] = FarmRow(
          table: table.name, row: row, sequence: batch.rows.sequences[index],
          values: batch.rows.isDeleted(index)
            ? nil : Dictionary(values, uniquingKeysWith: { first, _ in first }))
      }
    }
  }
}

extension Bench {
  /// Sets the judge's farm back to nothing, so that the pocket tells all that it holds.
  func readBack() throws -> ReadBack {
    let before = farm
    farm.setBack(to: 0)
    farm.write(before.rows.map { ($0.table, $0.row, $0.values) })
    return ReadBack(try session().lost, of: before)
  }

  /// Everything that the pocket keeps, offered under a new log, and not taken.
  func everything() throws -> SessionSeen {
    var plan = Plan()
    (plan.renews, plan.through, plan.keepsOffers) = (true, .offered, false)
    return try session(plan)
  }
}

extension Plan {
  static func through(_ stage: Stage) -> Plan {
    var plan = Plan()
    plan.through = stage
    return plan
  }

  /// Only acks: changes up to these are in a verified copy.
  static func delivering(safe: UInt64, prune: UInt64 = 0) -> Plan {
    var plan = Plan()
    plan.welcome = { facts in
      facts.deliverOnly = true
      facts.safeNumber = min(safe, facts.mergedNumber)
      facts.pruneNumber = min(prune, facts.safeNumber)
    }
    return plan
  }
}

/// A change by names, without what a new log gives it anew.
struct NamedChange: Hashable, Sendable {
  let kind: ChangeKind
  let table: String
  let row: RowID
  let cells: [String: CellChange]

  init(_ change: PocketChange, _ schema: SyncSchema) {
    kind = change.kind
    row = change.row
    let facts = change.table.index.flatMap {
      $0 < schema.tables.count ? schema.tables[$0] : nil
    }
    table = facts?.name ?? change.table.name
    cells = Dictionary(
      change.cells.map { place, cell in
        let column = place.index.flatMap { index -> String? in
          guard let facts, index < facts.columns.count else { return nil }
          return facts.columns[index].name
        }
        return (column ?? place.name, cell)
      }, uniquingKeysWith: { first, _ in first })
  }
}

extension SchemaPlace {
  var name: String {
    switch self {
    case .index(let index): "#\(index)"
    case .stranger(let name): name
    }
  }
}
