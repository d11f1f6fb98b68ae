import FarmDatabase
import Records

/// A value as other programs read it: null, numbers, strings, {"blob": hexadecimal}.
struct JSONValue: Encodable {
  let value: Value

  init(_ shown: ShownValue) { value = shown.value }

  private enum Key: String, CodingKey { case blob }

  func encode(to encoder: any Encoder) throws {
    if case .blob(let bytes) = value {
      var keyed = encoder.container(keyedBy: Key.self)
      try keyed.encode(Hexadecimal.encode(bytes), forKey: .blob)
      return
    }
    var single = encoder.singleValueContainer()
    switch value {
    case .null, .blob: try single.encodeNil()
    case .integer(let number): try single.encode(number)
    case .real(let number): try single.encode(number)
    case .text(let text): try single.encode(text)
    }
  }
}

/// What `conflicts --json` prints.
struct ReviewLists: Encodable {
  var conflicts: [ReviewLine]
  var quarantine: [WaitingLine]
}

/// A review item as another program reads it; moments are milliseconds since 1970.
struct ReviewLine: Encodable {
  struct Cell: Encodable {
    var column: String
    var base: JSONValue
    var winner: JSONValue
    var loser: JSONValue
    var now: JSONValue?
  }

  var number: Int64
  var commit: UInt64
  var taken: UInt64
  var pocket: String?
  var table: String
  var row: String
  var kind: String
  var winnerIsPC: Bool
  var hasChanged: Bool
  var isLive: Bool
  var state: String
  var decision: String?
  var cells: [Cell]

  init(_ item: ReviewItem) {
    number = item.number
    commit = item.author.commit
    taken = item.author.milliseconds
    pocket = item.author.pocket
    table = item.table.name
    row = item.row.hexadecimal
    kind = item.kind.rawValue
    winnerIsPC = item.winnerIsPC
    hasChanged = item.hasChanged
    isLive = item.isLive
    state = item.state
    decision = item.decision
    cells = item.cells.map { cell in
      Cell(
        column: cell.column.name, base: JSONValue(cell.base), winner: JSONValue(cell.winner),
        loser: JSONValue(cell.loser), now: cell.now.map(JSONValue.init))
    }
  }
}

/// A change that could not be placed, as another program reads it.
struct WaitingLine: Encodable {
  struct Cell: Encodable {
    var column: String
    var base: JSONValue
    var new: JSONValue
  }

  var number: String
  var commit: UInt64
  var taken: UInt64
  var pocket: String?
  var table: String
  var row: String
  var kind: String
  var reason: String
  var detail: String
  var state: String
  var cells: [Cell]

  init(_ item: QuarantineItem) {
    number = "q\(item.number)"
    commit = item.author.commit
    taken = item.author.milliseconds
    pocket = item.author.pocket
    table = item.table.name
    row = item.row.hexadecimal
    kind = String(describing: item.kind)
    reason = item.reason.rawValue
    detail = item.detail
    state = item.state
    cells = item.cells.map { cell in
      Cell(column: cell.column.name, base: JSONValue(cell.base), new: JSONValue(cell.new))
    }
  }
}
