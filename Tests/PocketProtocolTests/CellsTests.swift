import PocketProtocol
import Records
import Testing

@Suite struct CellsTests {
  private func value(_ random: inout Seeded) -> Value? {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: nil
    case 1: .null
    case 2: .integer(Int64.random(in: .min ... .max, using: &random))
    case 3: .real(Double.random(in: -1e300...1e300, using: &random))
    case 4: .text(["", "Mühle", "froment d'hiver", "🌾"].randomElement(using: &random)!)
    case 5: .blob((0..<Int.random(in: 0...20, using: &random)).map { UInt8($0) })
    default: .integer(Int64.random(in: -3...3, using: &random))
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `any column of cells gives back every value`(seed: UInt64) {
    var random = Seeded(state: seed)
    let isUniform = seed.isMultiple(of: 3)
    let first = value(&random)
    let values = (0..<Int.random(in: 1...40, using: &random)).map { _ in
      isUniform ? first : value(&random)
    }
    var cells = Cells()
    for value in values { cells.append(value) }
    #expect(cells.count == values.count)
    for (row, value) in values.enumerated() { #expect(cells[row] == value) }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a batch of changes by seed gives back every change`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    var builder = ChangeBatchBuilder()
    var changes: [PocketChange] = []
    for number in 1...UInt64.random(in: 1...50, using: &random) {
      let kind = ChangeKind.allCases.randomElement(using: &random)!
      var cells: [SchemaPlace: CellChange] = [:]
      for column in 0..<Int.random(in: 0...6, using: &random) {
        guard let base = value(&random), let new = value(&random) else { continue }
        let place = column == 5 ? SchemaPlace.stranger("gone") : .index(column)
        cells[place] = CellChange(
          base: kind == .create ? .null : base, new: kind == .delete ? .null : new)
      }
      let isAccepted = Bool.random(using: &random)
      let change = PocketChange(
        number: number, nonce: random.next(), kind: kind,
        table: number % 7 == 0 ? .stranger("old") : .index(Int(number % 3)),
        row: RowID(high: random.next(), low: random.next()), seen: random.next() >> 20,
        accepted: isAccepted ? CommitStamp(sequence: number + 5, nonce: number) : nil, cells: cells)
      #expect(try builder.add(change))
      changes.append(change)
    }
    let bytes = try ToPC.upBatch(builder.finish()).encoded()
    guard case .upBatch(let batch) = try ToPC(decoding: bytes) else {
      throw ProtocolFault.malformed("UpBatch")
    }
    #expect(batch.pocketChanges == changes)
    let known = changes.filter { $0.table.index != nil }
    let tables = batch.changeColumns
    #expect(tables.reduce(0) { $0 + $1.count } == known.count)
    for table in tables {
      let listed = known.filter { $0.table.index == table.table }
      #expect(table.numbers == listed.map(\.number) && table.kinds == listed.map(\.kind))
      #expect(table.rows == listed.map(\.row))
      #expect(table.numbers.indices.map { table.accepted($0) } == listed.map(\.accepted))
      for (row, change) in listed.enumerated() {
        let cells = change.cells.filter { $0.key.index != nil }
        #expect(table.columns.count { $0.new[row] != nil } == cells.count)
        for column in table.columns where column.new[row] != nil {
          let cell = cells[.index(column.index)]
          #expect(column.new[row] == cell?.new && column.base[row] == cell?.base)
        }
      }
    }
  }

  @Test func `a batch is closed at its target and goes on in the next`() throws {
    var builder = ChangeBatchBuilder(targetBytes: 2000)
    var taken: UInt64 = 0
    while try builder.add(
      PocketChange(
        number: taken + 1, nonce: 1, kind: .create, table: .index(0), row: Sample.identity(taken),
        seen: 0, cells: [.index(0): CellChange(base: .null, new: .text("0123456789"))]))
    { taken += 1 }
    #expect((20...60).contains(taken))
    #expect(builder.finish().count == Int(taken))
    #expect(try ToPC.upBatch(builder.finish()).encoded().count < 2000)
  }

  @Test func `changes that share no column still make batches that can be sent`() throws {
    var builder = ChangeBatchBuilder()
    var batches: [ChangeBatch] = []
    for number in 1...1300 as ClosedRange<UInt64> {
      let cell = CellChange(base: .integer(.min), new: .integer(.max))
      let change = PocketChange(
        number: number, nonce: 1, kind: .update, table: .index(Int(number % 2)),
        row: Sample.identity(number), seen: 0, cells: [.index(Int(number / 2 % 1024)): cell])
      if try builder.add(change) { continue }
      batches.append(builder.finish())
      builder = ChangeBatchBuilder()
      #expect(try builder.add(change))
    }
    batches.append(builder.finish())
    #expect(batches.reduce(0) { $0 + $1.count } == 1300)
    for batch in batches {
      #expect(try ToPC(decoding: ToPC.upBatch(batch).encoded()) == .upBatch(batch))
    }
  }

  @Test func `counts, lengths and classes that do not fit are malformed`() throws {
    let good = try ToPocket.downBatch(DownBatch(rows: Sample.rows, cursor: Sample.cursor)).encoded()
    let text = Array("Épeautre".utf8)
    let place = try #require(good.indices.first { good[$0...].starts(with: text) })
    var broken = good
    // The first byte of É alone is no UTF-8.
    broken[place + 1] = 0x41
    #expect(throws: ProtocolFault.malformed("DownBatch.columns.bytes")) {
      try ToPocket(decoding: broken)
    }
    // Class 0x06 does not exist; the classes of the column stand as 03 00 00.
    let classes = try #require(good.indices.first { good[$0...].starts(with: [0x0A, 3, 3, 0, 0]) })
    for (byte, name) in [(UInt8(6), "types"), (1, "integers"), (0, "lengths")] {
      var wrong = good
      wrong[classes + 2] = byte
      #expect(throws: ProtocolFault.malformed("DownBatch.columns.\(name)")) {
        try ToPocket(decoding: wrong)
      }
    }
  }

  @Test func `a tombstone with a value is malformed`() throws {
    let good = try ToPocket.downBatch(DownBatch(rows: Sample.rows, cursor: Sample.cursor)).encoded()
    let deleted = try #require(good.indices.first { good[$0...].starts(with: [0x22, 3, 0, 1, 0]) })
    var wrong = good
    wrong[deleted + 2] = 1
    #expect(throws: ProtocolFault.malformed("DownBatch.columns")) { try ToPocket(decoding: wrong) }
    wrong[deleted + 2] = 2
    #expect(throws: ProtocolFault.malformed("DownBatch.deleted")) { try ToPocket(decoding: wrong) }
  }

  @Test func `a number that is none is malformed`() throws {
    var batch = RowBatch(table: 0, columnCount: 1)
    batch.append(row: Sample.identity(1), sequence: 1, values: [.real(.nan)])
    let bytes = try ToPocket.downBatch(DownBatch(rows: batch, cursor: .start)).encoded()
    #expect(throws: ProtocolFault.malformed("DownBatch.columns.reals")) {
      try ToPocket(decoding: bytes)
    }
  }
}
