import Records

/// A column in which both sides' values count.
enum Gathering: String, CaseIterable {
  /// What anybody adds or takes counts.
  case stock
  /// What anybody adds is in it, what anybody removes is not.
  case tags
  /// The latest of three states stands.
  case state

  static let states = ["planned", "done", "billed"]
  static let separator = ";"

  var column: String { rawValue }

  var group: ColumnGroup {
    switch self {
    case .stock: ColumnGroup(columns: [column], policy: .sum)
    case .tags: ColumnGroup(columns: [column], policy: .union, separator: Self.separator)
    case .state: ColumnGroup(columns: [column], policy: .forwardOnly, states: Self.states)
    }
  }

  /// What stands for a value that was never written.
  private func number(_ value: Value?) -> Int64 {
    if case .integer(let number)? = value { number } else { 0 }
  }

  private func text(_ value: Value?) -> String {
    if case .text(let text)? = value { text } else { "" }
  }

  /// The next value of this column in a row, and what the oracle must expect of it.
  func next(after old: Value?, row: RowID, _ oracle: inout Oracle, _ chance: Chance) -> Value {
    switch self {
    case .stock:
      let added = Int64(chance.below(19) - 9)
      oracle.gathered[row, default: Gathered()].stock += added
      return .integer(number(old) + added)
    case .tags:
      var members = text(old).split(separator: Self.separator).map(String.init)
      if members.count > 1, chance.percent(25) {
        let gone = members.remove(at: chance.below(members.count))
        oracle.bury(Token.all(in: [.text(gone)]))
      } else {
        members.append(oracle.mint(over: nil).text)
      }
      return .text(members.joined(separator: Self.separator))
    case .state:
      let place = Self.states.firstIndex(of: text(old)) ?? -1
      let later = min(place + 1 + chance.below(2), Self.states.count - 1)
      oracle.gathered[row, default: Gathered()].raise(to: later)
      return .text(Self.states[later])
    }
  }
}

/// What must stand in one row when everybody knows all.
struct Gathered {
  /// The sum of all that was added and taken.
  var stock: Int64 = 0
  /// Which of the states is the latest that anybody wrote; −1 for none.
  private(set) var state = -1

  mutating func raise(to place: Int) { state = max(state, place) }
}
