package import Records

extension RowChange {
  /// The values that the change puts in place.
  package var newValues: [Int: Value] { cells.mapValues(\.new) }

  /// One change that does what `changes` of one row, at least one and in order, do together.
  package static func folded(_ changes: [RowChange]) -> RowChange {
    precondition(!changes.isEmpty, "nothing to fold")
    return changes.dropFirst().reduce(into: changes[0]) { net, change in
      net.fold(change)
      net.dot = change.dot
    }
  }

  /// One change as `folded`, whose base is what the PC has where that is one of its own steps.
  ///
  /// A row that holds what the pocket wrote on the way was seen by whoever wrote on. Sums do not
  /// tell whose number it is: theirs keep their base.
  package static func folded(
    _ changes: [RowChange], over current: [Value], plan: TablePlan
  ) -> RowChange {
    var net = folded(changes)
    var stands: [Int: Value] = [:]
    for change in changes.dropLast() {
      if change.kind == .delete { stands = [:] } else { stands.merge(change.newValues) { $1 } }
      for group in plan.groups(touchedBy: net.cells.keys) where group.policy != .sum {
        guard group.columns.allSatisfy({ stands[$0] == current[$0] }) else { continue }
        for column in group.columns { net.cells[column]!.base = current[column] }
      }
    }
    return net
  }

  /// Values that a later one of `changes` replaced without having seen them; each goes to review.
  ///
  /// One hand sees what it wrote before: this happens where two rows became one, and where the PC
  /// had put another value in between that it knows no more.
  package static func unseen(in changes: [RowChange]) -> [Conflict] {
    var stands: [Int: CellChange] = [:]
    var conflicts: [Conflict] = []
    for change in changes where change.kind != .delete {
      let lost = change.cells.keys.sorted().filter { column in
        guard let cell = change.cells[column], let earlier = stands[column] else { return false }
        return cell.base != earlier.new && cell.new != earlier.new && !earlier.new.isNull
      }
      if !lost.isEmpty {
        conflicts.append(
          Conflict(
            kind: .bothChanged, columns: lost, base: lost.map { stands[$0]!.base },
            winner: lost.map { change.cells[$0]!.new }, loser: lost.map { stands[$0]!.new },
            winnerIsPC: false))
      }
      stands.merge(change.cells) { CellChange(base: $0.base, new: $1.new) }
    }
    return conflicts
  }

  private mutating func fold(_ later: RowChange) {
    switch (kind, later.kind) {
    case (.create, .update), (.update, .update), (.create, .create), (.update, .create):
      for (column, cell) in later.cells {
        cells[column] = CellChange(base: cells[column]?.base ?? cell.base, new: cell.new)
      }
    case (_, .delete):
      // The image that the PC may hold is the one before this pocket's own edits. A row that was
      // created and deleted stays a delete: the PC may know it from an earlier delivery.
      var image = later.cells
      if kind == .update { for (column, cell) in cells { image[column]?.base = cell.base } }
      cells = image
      kind = .delete
    case (.delete, .create), (.delete, .update):
      for (column, cell) in later.cells {
        cells[column] = CellChange(base: cells[column]?.base ?? .null, new: cell.new)
      }
      kind = .update
    }
  }
}
