import GRDB
import Merge
import Records

/// Rows that both sides touched: the pure rule decides one at a time and writes down what becomes
/// of the row, so that the sets that follow put the outcome in place.
final class RowRule {
  /// Rows read before some are settled; bounds the memory.
  private static let pageRows = 1024

  private let merge: TableMerge
  private let page: RawStatement
  private let move: RawStatement
  private let rule: RawStatement
  private let review: ReviewWriter
  private let stood: StoodVersions

  init(_ merge: TableMerge) throws {
    self.merge = merge
    let table = merge.table
    let columns = table.sync.columns.indices
    let staged = columns.map { ", st.b\($0), st.v\($0)" }.joined()
    let images = columns.map { ", s.c\($0)" }.joined()
    page = try RawStatement(
      merge.db,
      sql: """
        SELECT st.gid, st.number, st.kind, st.mask, s.deleted\(staged)\(images)
        FROM \(table.stage) st LEFT JOIN \(table.image) s ON s.gid = st.gid
        WHERE st.gid > ? AND st.verdict = \(TableMerge.Stage.rowRule.rawValue)
        ORDER BY st.gid LIMIT \(Self.pageRows)
        """)
    move = try RawStatement(
      merge.db, sql: "UPDATE \(table.stage) SET verdict = ? WHERE gid = ? AND number = ?")
    rule = try RawStatement(
      merge.db,
      sql: """
        INSERT INTO \(table.ruled)(gid, mask\(columns.map { ", v\($0)" }.joined()))
        VALUES (?, ?\(String(repeating: ", ?", count: columns.count)))
        """)
    review = try ReviewWriter(merge)
    stood = StoodVersions(merge)
  }

  /// Decides every row; the number of conflicts kept for review.
  func run() throws -> Int {
    var conflicts = 0
    var last = RowID(high: 0, low: 0)
    while true {
      var rows: [(change: RowChange, state: RowState)] = []
      page.bind(last, at: 1)
      while try page.step() { rows.append(read()) }
      guard let end = rows.last?.change.row else { return conflicts }
      for (change, state) in rows {
        let verdict = try decide(change, state)
        conflicts += try carryOut(verdict, change)
        try keepCopy(verdict, change, state)
      }
      last = end
    }
  }

  /// Where the pocket's value would stand over ours, what ours had replaced is asked for.
  private func decide(_ change: RowChange, _ state: RowState) throws -> Verdict {
    let verdict = MergeRule.decide(change, meets: state, plan: merge.table.plan)
    guard case .write(_, let conflicts) = verdict,
      conflicts.contains(where: {
        $0.kind == .bothChanged && !$0.winnerIsPC || $0.kind == .keptBoth
      })
    else { return verdict }
    let passed = try stood.versions(of: change.row)
    return passed.isEmpty
      ? verdict
      : MergeRule.decide(change, meets: state, plan: merge.table.plan, passed: passed)
  }

  private func read() -> (RowChange, RowState) {
    let width = merge.table.sync.columns.count
    var cells: [Int: CellChange] = [:]
    for column in merge.masks[Int(page.integer(3))] {
      let place = Int32(5 + 2 * column)
      cells[column] = CellChange(base: page.value(place), new: page.value(place + 1))
    }
    let change = RowChange(
      dot: Dot(
        incarnation: merge.request.incarnation, number: UInt64(page.integer(1)), nonce: 0),
      kind: ChangeKind(rawValue: UInt8(page.integer(2)))!, table: merge.index,
      row: page.rowID(0)!, seen: 0, cells: cells)
    if page.isNull(4) { return (change, .absent) }
    let image = (0..<width).map { page.value(Int32(5 + 2 * width + $0)) }
    guard page.integer(4) != 0 else { return (change, .live(image)) }
    // An empty tombstone came back from a lost branch: nobody knows what the row had held.
    return (change, width > 0 && image.allSatisfy(\.isNull) ? .absent : .deleted(image))
  }

  private func carryOut(_ verdict: Verdict, _ change: RowChange) throws -> Int {
    switch verdict {
    case .nothing: try settle(change, .nothing)
    case .unknownRow: try merge.quarantine(change.row, "", .unknownRow)
    case .insert: try settle(change, .insert)
    case .delete: try settle(change, .delete)
    case .write(let values, let conflicts):
      return try settle(change, .write, values, conflicts)
    case .bringBack(let image, let conflict):
      let values = Dictionary(uniqueKeysWithValues: image.enumerated().map { ($0, $1) })
      return try settle(change, .bringBack, values, [conflict])
    case .keep(let conflict):
      return try settle(change, .write, [:], [conflict])
    }
    return 0
  }

  /// Where both rows are kept, the pocket's is staged as a row of its own that it has not yet.
  private func keepCopy(_ verdict: Verdict, _ change: RowChange, _ state: RowState) throws {
    guard case .write(_, let conflicts) = verdict, case .live(let current) = state,
      conflicts.contains(where: { $0.kind == .keptBoth })
    else { return }
    let copy = KeptCopy(of: change, meeting: current)
    guard try merge.isNew(copy.row) else { return }
    let values = Dictionary(uniqueKeysWithValues: copy.values.enumerated().map { ($0, $1) })
    try merge.stager.add(
      RowChange(
        dot: change.dot, kind: .create, table: merge.index, row: copy.row, seen: 0,
        cells: values.mapValues { CellChange(base: .null, new: $0) }))
    try merge.giveKey(copy.row)
    var twin = change
    twin.row = copy.row
    _ = try settle(twin, .bringBack, values, [])
  }

  private func settle(_ change: RowChange, _ stage: TableMerge.Stage) throws {
    move.bind(Int64(stage.rawValue), at: 1)
    move.bind(change.row, at: 2)
    move.bind(Int64(change.dot.number), at: 3)
    try move.run()
  }

  private func settle(
    _ change: RowChange, _ stage: TableMerge.Stage, _ values: [Int: Value],
    _ conflicts: [Conflict]
  ) throws -> Int {
    try settle(change, stage)
    rule.bind(change.row, at: 1)
    rule.bind(Int64(merge.stager.index(ofMask: values.keys.sorted())), at: 2)
    for (column, value) in values { rule.bind(value, at: Int32(3 + column)) }
    try rule.run()
    for conflict in conflicts { try review.keep(conflict, of: change.row) }
    return conflicts.count
  }
}
