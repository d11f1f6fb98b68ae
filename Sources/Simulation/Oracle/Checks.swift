import FarmDatabase
import PocketProtocol
import PocketSimulator
import Records

/// The promises of the engine, each looked up in the files.
extension World {
  /// I5 to I7, after every session.
  func checkAfterDock(_ pocket: Pocket) throws {
    try hub.asJudge { connection in
      let broken = try connection.rows("PRAGMA foreign_key_check")
      if let row = broken.first {
        throw Violation(promise: .integrity, detail: "foreign key \(row.map(text))")
      }
      let found = try connection.rows("PRAGMA integrity_check")
      if found != [[.text("ok")]] {
        throw Violation(promise: .integrity, detail: found.flatMap { $0 }.map(text).joined())
      }
    }
    try checkAcknowledgements(pocket)
    try checkCursor(pocket)
  }

  /// What the PC told the pocket that it merged is there.
  private func checkCursor(_ pocket: Pocket) throws {
    let merged = pocket.store.mergedNumber
    guard !pocket.hasOldAcks else { return }
    let changes = pocket.store.changes.filter { $0.number <= merged }
    let written = Token.all(in: changes.flatMap { $0.cells.values.map(\.new) })
    let lost = oracle.lost(with: try tokensOnPC()).filter(written.contains)
    guard lost.isEmpty else {
      throw Violation(
        promise: .cursor,
        detail: "\(pocket.label) through \(merged): \(lost.map(\.text).joined(separator: " "))")
    }
  }

  private func checkAcknowledgements(_ pocket: Pocket) throws {
    guard !pocket.hasOldAcks else { return }
    let store = pocket.store
    let merged = try hub.mergedNumbers()[store.incarnation] ?? 0
    guard merged >= store.mergedNumber else {
      throw Violation(
        promise: .acknowledgement,
        detail: "\(pocket.label) was told \(store.mergedNumber), the PC has \(merged)")
    }
    let copied = hub.copied[store.incarnation] ?? 0
    guard store.safeNumber <= copied else {
      throw Violation(
        promise: .acknowledgement,
        detail: "\(pocket.label) was told \(store.safeNumber) is safe, copies hold \(copied)")
    }
    let droppable = hub.droppable[store.incarnation] ?? 0
    guard store.droppedNumber <= droppable else {
      throw Violation(
        promise: .acknowledgement,
        detail: "\(pocket.label) dropped \(store.droppedNumber), every copy holds \(droppable)")
    }
  }

  /// I1 to I4, when everybody knows all.
  func checkAtRest() throws {
    try checkNothingLost()
    let rows = try rowsOnPC()
    for pocket in pockets { try checkSame(pocket, rows) }
    try checkCausality(rows)
    try checkGroups(rows)
    try checkGathered(rows)
    try checkAudit()
    try checkIdempotence()
    for table in rows {
      for (row, values) in table.sorted(by: { $0.key < $1.key }) {
        stamp([.blob(row.bytes)] + values)
      }
    }
  }

  private func checkNothingLost() throws {
    let lost = oracle.lost(with: try tokensOnPC())
    guard lost.isEmpty else {
      throw Violation(
        promise: .noLostUpdate, detail: lost.map(\.text).joined(separator: " "))
    }
  }

  private func checkSame(_ pocket: Pocket, _ rows: [[RowID: [Value]]]) throws {
    let schema = try hub.engine().schema
    let aside = try rowsInQuarantine()
    for (index, table) in rows.enumerated() {
      let shown = pocket.store.rows(index)
      guard shown != table,
        let differing = Set(shown.keys).union(table.keys).subtracting(aside).sorted()
          .first(where: { shown[$0] != table[$0] })
      else { continue }
      let here = table[differing].map { $0.map(text).joined(separator: ",") } ?? "nothing"
      let there = shown[differing].map { $0.map(text).joined(separator: ",") } ?? "nothing"
      throw Violation(
        promise: .convergence,
        detail: "\(schema.tables[index].name) \(name(differing)): PC \(here), "
          + "\(pocket.label) \(there)")
    }
  }

  /// Rows that a pocket shows as it made them until somebody decides.
  private func rowsInQuarantine() throws -> Set<RowID> {
    try hub.asJudge { connection in
      let rows = try connection.rows("SELECT gid FROM sync_quarantine")
      return Set(rows.compactMap { if case .blob(let bytes) = $0[0] { RowID(bytes) } else { nil } })
    }
  }

  /// A value must not stand where a pocket that saw it wrote a newer one.
  ///
  /// Cells of a group stand or fall together: one that the writer had not seen is a reason.
  private func checkCausality(_ rows: [[RowID: [Value]]]) throws {
    let schema = try hub.engine().schema
    let excused = oracle.covered(by: try tokensBeside(rows))
    let whole = try rowsStandingWhole()
    for token in oracle.owed.subtracting(excused).sorted() {
      guard let place = oracle.writtenAt[token], !oracle.decided.contains(place.row),
        !whole.contains(place.row),
        let index = schema.tables.firstIndex(where: { $0.name == place.table }),
        let row = rows[index][place.row]
      else { continue }
      let names = schema.tables[index].columns.map(\.name)
      let group = Universe.table(place.table).group
      let cells =
        group.contains(names[place.column])
        ? Universe.table(place.table).grouped(row, names) : [row[place.column]]
      let older = Token.all(in: cells)
      guard !older.isEmpty, !older.contains(token),
        older.isSubset(of: oracle.covered(by: [token]))
      else { continue }
      throw Violation(
        promise: .causality,
        detail: "\(place.table) \(name(place.row)): \(cells.map(text)) beat \(token.text)")
    }
  }

  /// Rows whose mixture the farm's own rules refused: one side stands, the other is in review.
  private func rowsStandingWhole() throws -> Set<RowID> {
    try hub.asJudge { connection in
      let rows = try connection.rows("SELECT gid FROM sync_conflict WHERE kind = 'whole-row'")
      return Set(rows.compactMap { if case .blob(let bytes) = $0[0] { RowID(bytes) } else { nil } })
    }
  }

  /// Values that need not stand where they were written: they do in a row that was kept beside,
  /// wait until they can be placed, or somebody took back what stood there.
  private func tokensBeside(_ rows: [[RowID: [Value]]]) throws -> Set<Token> {
    let current = Token.all(in: rows.flatMap { $0.values.flatMap { $0 } })
    let aside = try hub.asJudge { connection in
      try ["sync_quarantine", "sync_extra"].reduce(into: Set<Token>()) { all, table in
        for row in try connection.rows("SELECT * FROM \(table)") {
          all.formUnion(Token.all(in: row))
        }
      }
    }
    let review = oracle.tookBack ? try tokensInReview() : []
    return current.union(aside).union(review)
  }

  private func checkIdempotence() throws {
    guard let pocket = chance.pick(pockets) else { return }
    let before = try stateOfPC()
    try dock(pocket, .none, alone: true)
    let after = try stateOfPC()
    guard before == after else {
      throw Violation(promise: .idempotence, detail: "\(before) became \(after)")
    }
  }

  private func stateOfPC() throws -> [[Value]] {
    try hub.asJudge { connection in
      try connection.rows(
        """
        SELECT (SELECT max(seq) FROM sync_commit), (SELECT count(*) FROM sync_conflict),
          (SELECT count(*) FROM sync_quarantine)
        """)
    }
  }
}
