import Records

/// The lots of a campaign: opened by the first use, written with what was used and a rest.
struct StockBook {
  private struct Lot {
    let id: RowID
    let product: RowID
    let receivedOn: CalendarDay
    var used: Int
    var moves: [(cause: RowID, day: CalendarDay, quantity: Int)]
  }

  private var lots: [Lot] = []
  private var open: [RowID: Int] = [:]

  /// Takes a quantity from the campaign's lot of a product; some inputs name no lot.
  mutating func take(
    _ quantity: Int, of product: RowID, on day: CalendarDay, cause: RowID,
    random: inout SeededRandom
  ) -> RowID? {
    guard random.chance(permille: 700) else { return nil }
    let index = open[product] ?? lots.count
    if index == lots.count {
      let received = day + -random.within(5...60)
      lots.append(
        Lot(
          id: random.rowID(on: received, hour: 7), product: product, receivedOn: received,
          used: 0, moves: []))
      open[product] = index
    }
    lots[index].used += quantity
    lots[index].moves.append((cause, day, quantity))
    return lots[index].id
  }

  /// Writes the campaign's lots with their moves and starts with none.
  mutating func write(
    campaign: Int, to writer: FarmWriter, random: inout SeededRandom
  ) throws(DemoFarmError) {
    for lot in lots {
      let received = lot.used + lot.used * random.within(2...15) / 100 + 1
      let earliest = lot.moves.map(\.day).min().map { min($0, lot.receivedOn) } ?? lot.receivedOn
      try writer.insert(
        "stock_lot",
        [
          .id(lot.id), .id(lot.product),
          .text("L\(campaign % 100)" + digits(random.below(99_999), 5)), .day(earliest),
          .text(random.pick(Names.suppliers)), .number(received),
        ])
      try writer.insert(
        "stock_move",
        [
          .id(random.rowID(on: earliest)), .id(lot.id), .null, .day(earliest), .number(received),
        ])
      for move in lot.moves {
        try writer.insert(
          "stock_move",
          [
            .id(random.rowID(on: move.day, hour: 23)), .id(lot.id), .id(move.cause),
            .day(move.day), .number(-move.quantity),
          ])
      }
    }
    lots = []
    open = [:]
  }
}
