import PocketProtocol
import Records

/// What a pocket shows of its own changes, once the PC took them.
extension ChangeRules {
  /// Rows that it made and that were never sent back stand with the commit that took them.
  static let own = Rule("P55", needs: [.changes]) { bench in
    let seen = try ownMade(bench)
    guard !seen.made.isEmpty else { throw NotShown() }
    return seen
  } judge: { seen in
    for change in seen.made {
      let key = ReadBack.RowKey(table: change.table, row: change.row)
      guard let row = seen.back.rows[key] else {
        return LinkJudgement.value(
          "LostBatch, \(change.table)", change.row.hexadecimal, "–")
      }
      for (column, cell) in change.cells where row.values?[column] ?? .null != cell.new {
        return LinkJudgement.value(
          "\(change.table).\(column)", "\(cell.new)", "\(row.values?[column] ?? .null)")
      }
    }
    return nil
  }

  struct OwnRows: Sendable {
    var made: [NamedChange]
    var back: ReadBack
  }

  /// The rows that one change made and no other touched, and what the pocket holds.
  private static func ownMade(_ bench: Bench) throws -> OwnRows {
    let all = try bench.everything()
    try bench.session()
    let count = Dictionary(grouping: all.changes, by: \.row)
    let made = all.changes.filter {
      $0.kind == .create && count[$0.row]?.count == 1 && bench.fresh.contains($0.row)
    }
    return OwnRows(
      made: made.map { NamedChange($0, bench.farm.schema) }, back: try bench.readBack())
  }

  /// A row that the PC overruled after ack 1 is as the PC has it, not as the pocket wrote it.
  static let order = Rule("P56", needs: [.changes]) { bench in
    let all = try bench.everything()
    let target = all.changes.lazy.filter { $0.kind != .delete }.map {
      NamedChange($0, bench.farm.schema)
    }.first { $0.table == "place" }
    guard let target else { throw NotShown() }
    let overruled = TestSchema.values(9, label: "Autrement")
    var plan = Plan()
    plan.beforeFeed = { farm in farm.write([("place", target.row, overruled)]) }
    try bench.session(plan)
    let back = try bench.readBack()
    return back.rows[ReadBack.RowKey(table: "place", row: target.row)]
  } judge: { (row: FarmRow?) in
    ProtocolJudgement.same(
      "place.label", Value.text("Autrement"), row?.values?["label"] ?? .null)
  }
}
