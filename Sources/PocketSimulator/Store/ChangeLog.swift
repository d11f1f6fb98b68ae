import PocketProtocol
import Records

/// The changes kept, in the order of their numbers, which follow each other.
struct ChangeLog: Hashable, Sendable {
  private var kept: [KeptChange] = []

  /// A change whose cells take one piece of memory.
  private struct KeptChange: Hashable, Sendable {
    var number: UInt64
    var nonce: UInt64
    var kind: ChangeKind
    var table: SchemaPlace
    var row: RowID
    var seen: UInt64
    var accepted: CommitStamp?
    var cells: PackedValues

    init(_ change: PocketChange) {
      (number, nonce, kind) = (change.number, change.nonce, change.kind)
      (table, row, seen) = (change.table, change.row, change.seen)
      accepted = change.accepted
      cells = PackedValues(change.cells)
    }

    var change: PocketChange {
      PocketChange(
        number: number, nonce: nonce, kind: kind, table: table, row: row, seen: seen,
        accepted: accepted, cells: cells.cells)
    }
  }

  /// The changes after one number and up to another.
  func between(_ after: UInt64, _ through: UInt64) -> LazyMapSequence<Range<Int>, PocketChange> {
    let places = places(after, through)
    return places.lazy.map { self[$0] }
  }

  /// How many changes have a number up to `number`.
  func count(through number: UInt64) -> Int { places(0, number).count }

  /// Number and nonce of a change.
  func dot(_ place: Int) -> DotCheck {
    DotCheck(number: kept[place].number, nonce: kept[place].nonce)
  }

  mutating func append(_ changes: [PocketChange]) { kept += changes.map(KeptChange.init) }

  mutating func dropFirst(_ count: Int) { kept.removeFirst(count) }

  /// Notes which commit holds the changes after one number and up to another.
  mutating func accept(after: UInt64, through: UInt64, _ commit: CommitStamp) {
    for place in places(after, through) { kept[place].accepted = commit }
  }

  /// Says of every change that was made after `common` that it was made on `common`.
  mutating func clamp(to common: UInt64) {
    for place in kept.indices { kept[place].seen = Swift.min(kept[place].seen, common) }
  }

  /// Gives the changes the numbers from 1 on, and these nonces.
  mutating func renumber(_ nonces: [UInt64]) {
    precondition(nonces.count == kept.count, "\(nonces.count) nonces")
    for place in kept.indices {
      kept[place].number = UInt64(place) + 1
      kept[place].nonce = nonces[place]
    }
  }

  /// Puts in the place of every change what `change` makes of it.
  mutating func replaceEach(_ change: (PocketChange) -> PocketChange) {
    for place in kept.indices { kept[place] = KeptChange(change(kept[place].change)) }
  }

  private func places(_ after: UInt64, _ through: UInt64) -> Range<Int> {
    guard let first = kept.first?.number else { return 0..<0 }
    let count = UInt64(kept.count)
    let start = after < first ? 0 : Int(Swift.min(count, after - first + 1))
    let end = through < first ? 0 : Int(Swift.min(count, through - first + 1))
    return start..<Swift.max(start, end)
  }
}

extension ChangeLog: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { kept.count }

  /// The change, unpacked.
  subscript(place: Int) -> PocketChange { kept[place].change }
}
