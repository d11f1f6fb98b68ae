import GRDB
import Merge
import Records

/// Updates of rows that stand as the pocket saw them go straight in, without being staged.
///
/// The condition is the one of the sets. A row's changes go in while each goes on from the one
/// before; where one does not, what went in is taken back, and all of them are folded and judged.
final class SeenRows {
  /// Lists of columns whose statements are kept prepared at once.
  private static let shapesMaximum = 64

  /// How many rows went in.
  private(set) var count = 0

  private let db: Database
  private let table: ResolvedTable
  private let sequence: Int64
  private let origin: Int64
  private let feedSequence: UInt64
  private let takeBack: TakeBack
  /// Nil for columns that need thought.
  private var shapes: [[Int]: Shape?] = [:]

  /// What one list of columns needs: the identity is bound at 1, the cells from 2 on.
  private struct Shape {
    /// Keeps the version that goes; it changes no row where the row is not as the pocket saw it.
    let keep: RawStatement
    /// Says whether the row still is as this commit wrote it before; nothing for any other row.
    let again: RawStatement
    let row: RawStatement
    let image: RawStatement
  }

  /// Nil for a table whose rows may not stay as they were written.
  init?(
    _ db: Database, _ table: ResolvedTable, index: Int, commit: CommitStamp, _ request: MergeRequest
  ) throws {
    guard table.sync.direction != .toPocket, !table.hasTriggers else { return nil }
    self.db = db
    self.table = table
    sequence = Int64(commit.sequence)
    origin = Int64(bitPattern: request.incarnation)
    feedSequence = request.feedSequence
    takeBack = try TakeBack(db, table, commit, request, index: index)
  }

  /// Puts updates in place; the places of the changes that need thought.
  func place(_ changes: ChangeColumns, _ rows: [Int], _ stager: Stager) throws -> [Int] {
    guard count > 0 || changes.kinds.contains(.update) else { return rows }
    let all = Array(changes.columns.indices)
    let isUniform = changes.columns.allSatisfy { $0.new.number(of: .absent) == 0 }
    let cells = changes.columns.map(\.new) + changes.columns.map(\.base)
    var left: [Int] = []
    var waiting: Set<RowID> = []
    try CellReader.withReaders(of: cells) { readers in
      for row in rows {
        let id = changes.rows[row]
        if changes.kinds[row] == .update, !waiting.contains(id) {
          let places = isUniform ? all : all.filter { readers[$0].cellClass(row) != .absent }
          if let shape = try shape(places.map { changes.columns[$0].index }) {
            bind(shape, id, places, readers, row)
            if let isFirst = try place(id, shape) {
              try note(id, places, changes, readers, row, isFirst)
              continue
            }
          }
        }
        if count > 0, let earlier = try takeBack.run(id, before: changes.numbers[row]) {
          count -= 1
          try stager.add(earlier)
        }
        waiting.insert(id)
        left.append(row)
      }
    }
    return left
  }

  /// True where this was the row's first change, false where it goes on from an earlier one; nil
  /// where it did not go in.
  private func place(_ id: RowID, _ shape: Shape) throws -> Bool? {
    try shape.keep.runKeeping()
    if shape.keep.changes > 0 {
      if try write(shape) {
        count += 1
        return true
      }
      try takeBack.forget(id)
      return nil
    }
    guard count > 0 else { return nil }
    defer { shape.again.reset() }
    return try shape.again.step() && write(shape) ? false : nil
  }

  /// Where the row alone will not show which cells the change touched, it is written down.
  private func note(
    _ id: RowID, _ places: [Int], _ changes: ChangeColumns, _ readers: [CellReader], _ row: Int,
    _ isFirst: Bool
  ) throws {
    for place in places {
      let column = changes.columns[place].index
      let (new, base) = (readers[place], readers[readers.count / 2 + place])
      if !isFirst || !base.isSurelyOther(new, row, table.sync.columns[column].affinity) {
        try takeBack.note(id, column)
      }
    }
  }

  /// False where a constraint refused it: then nothing is written.
  private func write(_ shape: Shape) throws -> Bool {
    guard try shape.row.runUnlessRefused(), shape.row.changes == 1 else { return false }
    try shape.image.runKeeping()
    return true
  }

  private func bind(
    _ shape: Shape, _ id: RowID, _ places: [Int], _ readers: [CellReader], _ row: Int
  ) {
    for statement in [shape.keep, shape.again, shape.row, shape.image] { statement.bind(id, at: 1) }
    for (index, place) in places.enumerated() {
      let (new, base) = (readers[place], readers[readers.count / 2 + place])
      shape.row.bind(new, row, at: Int32(2 + index))
      shape.image.bind(new, row, at: Int32(2 + index))
      shape.keep.bind(base, row, at: Int32(2 + index))
      shape.again.bind(base, row, at: Int32(2 + index))
    }
  }

  private func shape(_ columns: [Int]) throws -> Shape? {
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

extension CellReader {
  /// True where the two cells differ in every column of the affinity, whatever it converts.
  fileprivate func isSurelyOther(_ other: CellReader, _ row: Int, _ affinity: String) -> Bool {
    let kind = cellClass(row)
    guard kind == other.cellClass(row) else {
      return (kind == .null) != (other.cellClass(row) == .null)
    }
    switch kind {
    case .null, .absent: return false
    case .integer: return affinity != "REAL" && integer(row) != other.integer(row)
    case .real: return real(row) != other.real(row)
    case .text, .blob:
      return (affinity == "TEXT" || affinity == "BLOB")
        && !bytes(row).elementsEqual(other.bytes(row))
    }
  }
}
