import GRDB
import Merge
import Records

/// Updates of rows that stand as the pocket saw them go straight in, without being staged.
///
/// The condition is the one of the sets. A row's changes go in while each goes on from the one
/// before; where one does not, what went in is taken back, and all of them are folded and judged.
final class SeenRows {
  /// Lists of columns whose statements are kept prepared at once.
  static let shapesMaximum = 64

  /// How many rows went in.
  private(set) var count = 0
  /// Decisions about them that are kept for review.
  private(set) var conflicts = 0

  private let db: Database
  private let table: ResolvedTable
  private let index: Int
  private let sequence: Int64
  private let origin: Int64
  private let feedSequence: UInt64
  private let takeBack: TakeBack
  private let ranges: SeenRanges
  /// Nil for columns that need thought.
  private var shapes: [[Int]: Shape?] = [:]

  /// What one list of columns needs: the identity is bound at 1, the cells from 2 on.
  private struct Shape {
    let columns: [Int]
    let affinities: [String]
    /// Keeps the version that goes; it changes no row where the row is not as the pocket saw it.
    let keep: RawStatement
    /// Says whether the row still is as this commit wrote it before; nothing for any other row.
    let again: RawStatement
    let row: RawStatement
    let image: RawStatement
  }

  /// Nil for a table whose rows may not stay as they were written.
  init?(
    _ db: Database, _ table: ResolvedTable, index: Int, commit: CommitStamp,
    _ request: MergeRequest,
    _ guards: Guards
  ) throws {
    guard table.sync.direction != .toPocket, !table.hasTriggers else { return nil }
    self.db = db
    self.table = table
    self.index = index
    sequence = Int64(commit.sequence)
    origin = Int64(bitPattern: request.incarnation)
    feedSequence = request.feedSequence
    takeBack = try TakeBack(db, table, commit, request, index: index)
    ranges = try SeenRanges(db, table, commit, request, guards, takeBack)
  }

  /// Puts updates in place; the places of the changes that need thought.
  func place(_ changes: ChangeColumns, _ rows: [Int], _ stager: Stager) throws -> [Int] {
    guard count > 0 || changes.kinds.contains(.update) else { return rows }
    let touches = Touches(changes)
    let cells = changes.columns.map(\.new) + changes.columns.map(\.base)
    var left: [Int] = []
    var waiting: Set<RowID> = []
    try CellReader.withReaders(of: cells) { readers in
      let uniform = try touches.uniform.map { (places: $0, shape: try shape(changes, $0)) }
      let isIn = try placeTogether(changes, rows, touches, readers, stager)
      for row in rows where !isIn[row] {
        let id = changes.rows[row]
        if changes.kinds[row] == .update, !waiting.contains(id) {
          let places = uniform?.places ?? touches.places(of: row, readers)
          if let shape = try uniform.map(\.shape) ?? shape(changes, places) {
            let update = Update(id: id, row: row, places: places, readers: readers)
            if try place(update, shape) { continue }
          }
        }
        if count > 0 { try reopen(id, before: changes.numbers[row], stager) }
        waiting.insert(id)
        left.append(row)
      }
    }
    return left
  }

  /// Completes what was left out while rows came.
  func finish() throws { try ranges.finish() }

  /// Rows that have one change in the batch can be looked at in any order; true for those that went
  /// in.
  private func placeTogether(
    _ changes: ChangeColumns, _ rows: [Int], _ touches: Touches, _ readers: [CellReader],
    _ stager: Stager
  ) throws -> [Bool] {
    var isIn = Array(repeating: false, count: changes.count)
    for places in single(changes, rows, touches, readers) {
      guard let shape = try shape(changes, places.key) else { continue }
      let group = SeenRanges.Group(
        changes: changes, places: places.key, columns: shape.columns, rows: places.rows,
        readers: readers)
      let placed = try ranges.place(group, stager)
      conflicts += placed.conflicts
      count += placed.rows.count
      for row in placed.rows {
        isIn[row] = true
        let update = Update(id: changes.rows[row], row: row, places: places.key, readers: readers)
        try note(update, shape, all: false)
      }
    }
    return isIn
  }

  /// Updates of rows that have no other change in the batch, by identity, for each list of columns.
  private func single(
    _ changes: ChangeColumns, _ rows: [Int], _ touches: Touches, _ readers: [CellReader]
  ) -> [(key: [Int], rows: [Int])] {
    let ids = changes.rows
    let ordered = rows.sorted { ids[$0].precedes(ids[$1]) }
    var groups: [[Int]: [Int]] = [:]
    var alike: [Int] = []
    for (place, row) in ordered.enumerated() where changes.kinds[row] == .update {
      let isFirst = place == 0 || ids[ordered[place - 1]].precedes(ids[row])
      let isLast = place + 1 == ordered.count || ids[row].precedes(ids[ordered[place + 1]])
      guard isFirst, isLast else { continue }
      if touches.uniform == nil {
        groups[touches.places(of: row, readers), default: []].append(row)
      } else {
        alike.append(row)
      }
    }
    if let uniform = touches.uniform { return [(uniform, alike)] }
    return groups.map { ($0, $1) }.sorted { $0.1[0] < $1.1[0] }
  }

  /// What went in of a row is to be judged together with the change that follows.
  private func reopen(_ id: RowID, before number: UInt64, _ stager: Stager) throws {
    if stager.hasDecided(index), let dropped = try takeBack.reopen(id) {
      count -= 1
      conflicts -= dropped
      stager.reopen(index)
    } else if let earlier = try takeBack.run(id, before: number) {
      count -= 1
      try stager.add(earlier)
    }
  }

  /// False where the row is not as the pocket saw it, or a constraint refused the change.
  private func place(_ update: Update, _ shape: Shape) throws -> Bool {
    update.bindBase(to: shape.keep)
    try shape.keep.runKeeping()
    if shape.keep.changes > 0 {
      guard try write(update, shape) else {
        try takeBack.forget(update.id)
        return false
      }
      count += 1
      try note(update, shape, all: false)
      return true
    }
    guard count > 0 else { return false }
    update.bindBase(to: shape.again)
    defer { shape.again.reset() }
    guard try shape.again.step() && write(update, shape) else { return false }
    try note(update, shape, all: true)
    return true
  }

  private func write(_ update: Update, _ shape: Shape) throws -> Bool {
    update.bindNew(to: shape.row)
    guard try shape.row.runUnlessRefused(), shape.row.changes == 1 else { return false }
    update.bindNew(to: shape.image)
    try shape.image.runKeeping()
    return true
  }

  /// Where the row alone will not show which cells were touched, it is written down.
  private func note(_ update: Update, _ shape: Shape, all: Bool) throws {
    for (place, column) in shape.columns.enumerated()
    where all || !update.surelyDiffers(place, shape.affinities[place]) {
      try takeBack.note(update.id, column)
    }
  }

  private func shape(_ changes: ChangeColumns, _ places: [Int]) throws -> Shape? {
    let columns = places.map { changes.columns[$0].index }
    if let known = shapes[columns] { return known }
    if shapes.count >= Self.shapesMaximum { shapes = [:] }
    let shape = try needsThought(columns) ? nil : prepare(columns)
    shapes[columns] = .some(shape)
    return shape
  }

  /// Keys, parents and differences are never taken as they come.
  private func needsThought(_ columns: [Int]) -> Bool {
    let touched = Set(columns)
    let names = Set(columns.map { table.sync.columns[$0].name })
    let isKey = table.sync.identity == .natural && !touched.isDisjoint(with: table.sync.key)
    return touched.isEmpty || isKey || !touched.isDisjoint(with: table.plan.summedColumns)
      || !touched.isDisjoint(with: table.references.keys)
      || table.foreignKeys.contains { !names.isDisjoint(with: $0.columns) }
  }

  private func prepare(_ columns: [Int]) throws -> Shape {
    let values = columns.indices.map { "?\(2 + $0)" }
    let isAsSeen = """
      s.gid = ?1 AND s.deleted = 0\(table.holds(columns, in: "s") { values[$0] })
        AND NOT EXISTS (SELECT 1 FROM \(table.stage) st WHERE st.gid = ?1)
      """
    let farm = zip(columns, values).map { "\(table.columns[$0]) = \($1)" }
    let image = zip(columns, values).map { ", c\($0) = \($1)" }.joined()
    return Shape(
      columns: columns, affinities: columns.map { table.sync.columns[$0].affinity },
      keep: try RawStatement(
        db, sql: PastVersions.keeping(of: table, until: UInt64(sequence), where: isAsSeen)),
      again: try RawStatement(
        db, sql: "SELECT 1 FROM \(table.image) s WHERE s.rev = \(sequence) AND \(isAsSeen)"),
      row: try RawStatement(
        db,
        sql: """
          UPDATE OR ABORT \(table.sql) SET \(farm.joined(separator: ", "))
          WHERE \(table.isRow(ofIdentity: "?1"))
          """),
      image: try RawStatement(
        db,
        sql: """
          UPDATE \(table.image) SET rev = \(sequence),
            origin = iif(rev <= \(feedSequence) OR origin = \(origin), \(origin), NULL)\(image)
          WHERE gid = ?1
          """))
  }
}

/// One change of a batch: which of its columns it touches, and its cells.
private struct Update {
  let id: RowID
  let row: Int
  let places: [Int]
  /// What was put there, column by column, and then what was seen.
  let readers: [CellReader]

  func bindNew(to statement: RawStatement) { bind(statement, 0) }

  func bindBase(to statement: RawStatement) { bind(statement, readers.count / 2) }

  /// True where old and new differ in every column of the affinity, whatever it converts.
  func surelyDiffers(_ place: Int, _ affinity: String) -> Bool {
    let (new, base) = (readers[places[place]], readers[readers.count / 2 + places[place]])
    let kind = new.cellClass(row)
    guard kind == base.cellClass(row) else { return (kind == .null) != base.isNull(row) }
    switch kind {
    case .null, .absent: return false
    case .integer: return affinity != "REAL" && new.integer(row) != base.integer(row)
    case .real: return new.real(row) != base.real(row)
    case .text, .blob:
      return (affinity == "TEXT" || affinity == "BLOB")
        && !new.bytes(row).elementsEqual(base.bytes(row))
    }
  }

  private func bind(_ statement: RawStatement, _ start: Int) {
    statement.bind(id, at: 1)
    for index in places.indices {
      statement.bind(readers[start + places[index]], row, at: Int32(2 + index))
    }
  }
}

/// Which of a batch's columns each change touches, as places in its list.
private struct Touches {
  /// Where every change touches all of them.
  let uniform: [Int]?
  private let all: [Int]

  init(_ changes: ChangeColumns) {
    all = Array(changes.columns.indices)
    let isUniform = changes.columns.allSatisfy { $0.new.number(of: .absent) == 0 }
    uniform = isUniform ? all : nil
  }

  func places(of row: Int, _ readers: [CellReader]) -> [Int] {
    all.filter { readers[$0].cellClass(row) != .absent }
  }
}

extension CellReader {
  fileprivate func isNull(_ row: Int) -> Bool { cellClass(row) == .null }
}
