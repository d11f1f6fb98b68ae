import Records

/// Who saw what: which value was written over which other one by somebody who had it on the screen.
struct Oracle {
  /// The cell that a pocket wrote a value to.
  struct Place: Hashable {
    let table: String
    let row: RowID
    let column: Int
  }

  private var seen: [[Token]] = [[]]
  /// Values that must still be somewhere.
  private(set) var owed: Set<Token> = []
  /// Values that pockets wrote, by the cell.
  private(set) var writtenAt: [Token: Place] = [:]

  /// Sums and states by row, as far as no part was lost that knew of them.
  var gathered: [RowID: Gathered] = [:]
  /// Rows about which somebody decided by hand.
  var decided: Set<RowID> = []
  /// True where somebody took a commit back.
  var tookBack = false
  /// False where a part was lost, or somebody took back what he had written.
  var knowsSums = true
  /// Cells of one group as somebody had them before his eyes.
  private var screens: Set<[Value]> = []

  /// The cells of a group stood together on a screen.
  mutating func show(_ cells: [Value]) { screens.insert(cells) }

  /// True where nobody ever saw these cells of a group together.
  func isTorn(_ cells: [Value]) -> Bool {
    !cells.allSatisfy(\.isNull) && !screens.contains(cells)
  }

  /// A new value; the writer saw `old` in that cell.
  mutating func mint(over old: Value?, at place: Place? = nil) -> Token {
    let token = Token(number: seen.count)
    seen.append(old.map { Token.all(in: [$0]).sorted() } ?? [])
    owed.insert(token)
    if let place { writtenAt[token] = place }
    return token
  }

  /// What was overwritten on the way to these values by people who saw it; the values with it.
  func covered(by tokens: Set<Token>) -> Set<Token> {
    var all = tokens
    var rest = Array(tokens)
    while let token = rest.popLast() {
      for older in seen[token.number] where all.insert(older).inserted { rest.append(older) }
    }
    return all
  }

  /// Somebody who saw these values took them away.
  mutating func bury(_ tokens: Set<Token>) { owed.subtract(covered(by: tokens)) }

  /// The only place where these values were is gone.
  mutating func forget(_ tokens: Set<Token>) { owed.subtract(tokens) }

  /// A part was lost; only what is on the others is still owed.
  mutating func keepOnly(reachedBy tokens: Set<Token>) {
    knowsSums = false
    owed.formIntersection(covered(by: tokens))
  }

  /// What is owed and nowhere.
  func lost(with present: Set<Token>) -> [Token] {
    owed.subtracting(covered(by: present)).sorted()
  }
}
