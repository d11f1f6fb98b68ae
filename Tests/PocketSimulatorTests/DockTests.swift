import PocketProtocol
import PocketSimulator
import Records
import Testing

@Suite struct DockTests {
  let folder = Folder()

  @Test func `a fresh pocket takes the schema and every row`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    #expect(store.schema == farm)
    #expect(agree(store, pc))
    #expect(store.rows(1).count == 5)
  }

  @Test func `changes of the pocket reach the PC and stay in force on the pocket`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    let made = try store.apply([
      .create(
        table: "work", row: nil,
        values: [
          "parcel_id": .blob(parcel(1).bytes), "done_on": .text("2026-05-21"),
          "dose": .real(1.5),
        ]),
      .update(table: "parcel", row: parcel(2), values: ["label": .text("Grande pièce")]),
      .delete(table: "parcel", row: parcel(3)),
      .create(table: "weighing", row: nil, values: ["kg": .integer(612)]),
    ])
    let before = store.rows(3)
    try dock(store, pc)
    #expect(pc.live(2).keys.contains(made[0]))
    #expect(pc.live(1)[parcel(2)]?[0] == .text("Grande pièce"))
    #expect(pc.live(1)[parcel(3)] == nil)
    #expect(agree(store, pc))
    #expect(store.rows(3) == before)
    #expect(store.summary().pending == 0)
  }

  @Test func `the pocket drops changes only once they are safe`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    try store.apply([
      .update(table: "parcel", row: parcel(1), values: ["label": .text("A")]),
      .update(table: "parcel", row: parcel(1), values: ["label": .text("B")]),
    ])
    try dock(store, pc)
    #expect(store.summary().kept == 2)
    #expect(store.summary().waiting == 2)
    pc.peers[store.incarnation]?.safe = 2
    try dock(store, pc, deliverOnly: true)
    #expect(store.summary().kept == 0)
    #expect(store.summary().waiting == 0)
    #expect(store.summary().safeNumber == 2)
    #expect(agree(store, pc))
    try store.apply([.update(table: "parcel", row: parcel(1), values: ["label": .text("C")])])
    try dock(store, pc)
    #expect(store.summary().lastNumber == 3)
    #expect(pc.live(1)[parcel(1)]?[0] == .text("C"))
  }

  @Test func `a change that an older copy lacks is safe and yet kept`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    for label in ["A", "B"] {
      try store.apply([.update(table: "parcel", row: parcel(1), values: ["label": .text(label)])])
    }
    try dock(store, pc)
    pc.peers[store.incarnation]?.safe = 2
    pc.peers[store.incarnation]?.prune = 1
    try dock(store, pc, deliverOnly: true)
    #expect(store.summary().waiting == 0)
    #expect(store.summary().kept == 1)
    // A PC that lost its list of copies vouches for nothing that is still here.
    pc.peers[store.incarnation]?.safe = 0
    pc.peers[store.incarnation]?.prune = 0
    try dock(store, pc, deliverOnly: true)
    #expect(store.summary().waiting == 1)
    try store.compact()
    let copy = Folder()
    try copyFolder(folder.path, to: copy.path)
    #expect(try PocketStore(folder: copy.path, label: "Jean").summary() == store.summary())
  }

  @Test func `a line that is cut after any message loses nothing and repeats nothing`() throws {
    var length = 0
    for cut in 1... {
      let folder = Folder()
      let store = try PocketStore(folder: folder.path, label: "Jean")
      let pc = filledPC()
      try dock(store, pc)
      for number in 0..<20 {
        try store.apply([
          .create(
            table: "work", row: RowID(high: 9, low: UInt64(number)),
            values: [
              "parcel_id": .blob(parcel(1).bytes),
              "done_on": .text("2026-05-\(number + 10)"),
            ])
        ])
      }
      for number in 6...12 as ClosedRange<UInt64> {
        pc.put(1, parcel(number), parcelValues(number, "Nouvelle \(number)"))
      }
      do {
        length = try dock(store, pc, cutAfter: cut)
        #expect(cut == length)
        break
      } catch ToyFault.cut {
        let commits = pc.commits.count
        try dock(store, pc)
        #expect(agree(store, pc), "cut after \(cut)")
        #expect(pc.live(2).count == 20)
        #expect(pc.commits.count <= commits + 1)
        #expect(store.summary().pending == 0)
      }
    }
    #expect(length > 10)
  }

  @Test func `a pocket set back gets a new incarnation and offers all that it keeps`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    try store.apply([.update(table: "parcel", row: parcel(1), values: ["label": .text("A")])])
    let old = Folder()
    try copyFolder(folder.path, to: old.path)
    try store.apply([.update(table: "parcel", row: parcel(2), values: ["label": .text("B")])])
    try dock(store, pc)
    let restored = try PocketStore(folder: old.path, label: "Jean")
    let incarnation = restored.incarnation
    try restored.apply([.update(table: "parcel", row: parcel(3), values: ["label": .text("C")])])
    try dock(restored, pc)
    #expect(restored.incarnation != incarnation)
    #expect(restored.summary().lastNumber == 2)
    #expect(pc.live(1)[parcel(1)]?[0] == .text("A"))
    #expect(pc.live(1)[parcel(2)]?[0] == .text("B"))
    #expect(pc.live(1)[parcel(3)]?[0] == .text("C"))
    #expect(agree(restored, pc))
  }

  @Test func `a PC that came back from an old copy gets its lost rows from the pocket`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    let old = pc.copy()
    pc.put(1, parcel(9), parcelValues(9, "Perdue"))
    try store.apply([.update(table: "parcel", row: parcel(1), values: ["label": .text("A")])])
    try dock(store, pc)
    old.put(1, parcel(8), parcelValues(8, "Autre branche"))
    try dock(store, old)
    #expect(old.recovered >= 2)
    #expect(old.live(1)[parcel(9)]?[0] == .text("Perdue"))
    #expect(old.live(1)[parcel(1)]?[0] == .text("A"))
    #expect(agree(store, old))
    let recovered = old.recovered
    try dock(store, old)
    #expect(old.recovered == recovered)
    #expect(agree(store, old))
  }

  @Test(arguments: [false, true], 9...12)
  func `rows that were staged before the PC was set back or changed its schema are not missed`(
    isSetBack: Bool, cut: Int
  ) throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    for number in 20...29 as ClosedRange<UInt64> {
      pc.put(1, parcel(number), parcelValues(number, "Commune \(number)"))
    }
    let old = pc.copy()
    for number in 30...39 as ClosedRange<UInt64> {
      pc.put(1, parcel(number), parcelValues(number, "Perdue \(number)"))
    }
    // Cut in the feed: some rows are staged, none is applied.
    #expect(throws: ToyFault.cut) { try dock(store, pc, cutAfter: cut) }
    if isSetBack {
      try dock(store, old)
      #expect(agree(store, old))
    } else {
      let next = ToyPC(schema: pc.schema)
      next.schema.tables[3].columns.append(
        SyncColumn(name: "extra", declaredType: "TEXT", isRequired: false))
      (next.tables, next.commits, next.peers) = (pc.tables, pc.commits, pc.peers)
      next.seed = pc.seed
      try dock(store, next)
      #expect(agree(store, next))
    }
    #expect(store.row(1, parcel(20)) != nil)
  }

  @Test func `a column that the PC dropped travels by its name`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    try store.apply([
      .update(
        table: "parcel", row: parcel(1),
        values: ["label": .text("A"), "eppo": .text("ZEAMX")])
    ])
    var narrow = farm
    narrow.tables[1].columns.removeLast()
    let next = ToyPC(schema: narrow)
    (next.commits, next.peers, next.seed) = (pc.commits, pc.peers, pc.seed)
    next.tables = pc.tables
    for (row, value) in next.tables[1] {
      next.tables[1][row]?.values = Array(value.values.dropLast())
    }
    try dock(store, next)
    #expect(next.strangers == 1)
    #expect(next.live(1)[parcel(1)]?[0] == .text("A"))
    #expect(agree(store, next))
  }

  @Test func `a pocket with unsafe changes refuses another farm`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    try dock(store, filledPC())
    try store.apply([.update(table: "parcel", row: parcel(1), values: ["label": .text("A")])])
    let other = filledPC()
    other.hub = RowID(high: 8, low: 8)
    #expect(throws: ToyFault.self) { try dock(store, other) }
    #expect(other.peers.isEmpty)
  }

  @Test func `a pocket without unsafe changes starts anew with another farm`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    try dock(store, filledPC())
    let other = ToyPC(schema: farm)
    other.hub = RowID(high: 8, low: 8)
    other.put(1, parcel(77), parcelValues(77, "Ailleurs"))
    try dock(store, other)
    #expect(other.recovered == 0)
    #expect(agree(store, other))
  }
}
