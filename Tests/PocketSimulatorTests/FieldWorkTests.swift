import PocketProtocol
import PocketSimulator
import Records
import Testing

/// A generator with a seed, so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 31) &* 0x9E37_79B9_7F4A_7C15
  }
}

@Suite struct FieldWorkTests {
  let folder = Folder()

  @Test func `field work fills what is required and points at rows that exist`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    pc.put(
      2, RowID(high: 5, low: 5),
      [
        .blob(parcel(1).bytes), .text("2026-04-01"), .null, .null,
      ])
    try dock(store, pc)
    var work = FieldWork(generator: Seeded(state: 4))
    #expect(try work.records(120, in: store) == 120)
    #expect(store.rows(0).count == 1)
    let parcels = Set(store.rows(1).keys.map { Value.blob($0.bytes) })
    for values in store.rows(2).values {
      #expect(parcels.contains(values[0]))
      guard case .text(let day) = values[1] else { throw ToyFault.inbox }
      #expect(day.count == 10 && day.hasPrefix("2026-"))
    }
    for values in store.rows(1).values { #expect([.text("TRZAW"), .null].contains(values[2])) }
    #expect(store.rows(2).count > 20)
    #expect(store.rows(3).count > 10)
    try dock(store, pc)
    #expect(agree(store, pc))
  }

  @Test func `field edits change cells of rows that are there`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    var work = FieldWork(generator: Seeded(state: 5))
    #expect(try work.edits(30, in: store) == 30)
    #expect(store.rows(1).count == 5)
    #expect(store.rows(1) != pc.live(1))
    try dock(store, pc)
    #expect(agree(store, pc))
  }

  @Test func `field work on a pocket that was never docked says so`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    var work = FieldWork(generator: Seeded(state: 1))
    #expect(throws: SimulatorFault.noSchema) { try work.records(1, in: store) }
  }

  @Test func `edits from a file find rows by their values`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    let json = """
      [{"table": "parcel", "where": {"label": "Parcelle 2"}, "set": {"area_m2": 1234}},
       {"table": "parcel", "where": {"label": "Parcelle 3"}, "delete": true},
       {"table": "weighing", "set": {"kg": 640}}]
      """
    #expect(try EditFile(json: Array(json.utf8)).apply(to: store) == 3)
    #expect(store.row(1, parcel(2))?[1] == .integer(1234))
    #expect(store.row(1, parcel(3)) == nil)
    #expect(store.rows(3).values.map { $0 } == [[.integer(640)]])
    let wrong = try EditFile(json: Array(#"[{"table": "parcel", "where": {"label": "?"}}]"#.utf8))
    #expect(throws: SimulatorFault.unknownRow(table: "parcel")) { try wrong.apply(to: store) }
    #expect(throws: SimulatorFault.self) { try EditFile(json: Array("{".utf8)) }
  }

  @Test func `edits that the schema forbids are refused and leave nothing behind`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    #expect(throws: SimulatorFault.noSchema) {
      try store.apply([.delete(table: "parcel", row: parcel(1))])
    }
    try dock(store, filledPC())
    let before = store.summary()
    let good = PocketEdit.update(table: "parcel", row: parcel(1), values: ["label": .text("X")])
    let wrong: [(PocketEdit, SimulatorFault)] = [
      (.create(table: "crop", row: nil, values: [:]), .readOnly(table: "crop")),
      (
        .create(table: "weighing", row: nil, values: [:]),
        .required(table: "weighing", column: "kg")
      ),
      (.create(table: "stars", row: nil, values: [:]), .unknownTable("stars")),
      (
        .update(table: "parcel", row: parcel(1), values: ["colour": .null]),
        .unknownColumn(table: "parcel", column: "colour")
      ),
      (.delete(table: "parcel", row: parcel(99)), .unknownRow(table: "parcel")),
      (
        .create(table: "parcel", row: parcel(1), values: [:]), .rowExists(table: "parcel")
      ),
      (
        .update(table: "parcel", row: parcel(1), values: ["label": .null]),
        .required(table: "parcel", column: "label")
      ),
    ]
    for (edit, fault) in wrong {
      #expect(throws: fault) { try store.apply([good, edit]) }
    }
    #expect(store.summary() == before)
  }
}
