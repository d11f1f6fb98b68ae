import PocketProtocol
import PocketSimulator
import Records
import Testing

/// A session cut after every message in turn, the pocket opened again from its disk, then docked.
@Suite struct SweepTests {
  private func sweep(
    _ prepare: (Folder) throws -> ToyPC, _ check: (PocketStore, ToyPC) throws -> Void
  ) throws {
    var cuts = 0
    for cut in 1... {
      let folder = Folder()
      let pc = try prepare(folder)
      do {
        try dock(PocketStore(folder: folder.path, label: "Jean"), pc, cutAfter: cut)
        break
      } catch ToyFault.cut {
        cuts += 1
        let store = try PocketStore(folder: folder.path, label: "Jean")
        if cut.isMultiple(of: 2) { try store.compact() }
        try dock(store, pc)
        #expect(agree(store, pc), "cut after \(cut)")
        #expect(store.summary().pending == 0)
        try check(store, pc)
        let commits = pc.commits.count
        try dock(store, pc)
        #expect(pc.commits.count == commits, "a dock without news makes no commit")
      }
    }
    #expect(cuts > 8)
  }

  @Test func `a PC set back, with the line cut after any message, gets everything back`() throws {
    try sweep { folder in
      let store = try PocketStore(folder: folder.path, label: "Jean")
      let pc = filledPC()
      try dock(store, pc)
      let old = pc.copy()
      for number in 10...14 as ClosedRange<UInt64> {
        pc.put(1, parcel(number), parcelValues(number, "Perdue \(number)"))
      }
      try dock(store, pc)
      try store.apply([.update(table: "parcel", row: parcel(1), values: ["label": .text("A")])])
      // Rows staged from the branch that gets lost, the feed never ended.
      for number in 15...20 as ClosedRange<UInt64> {
        pc.put(1, parcel(number), parcelValues(number, "Perdue \(number)"))
      }
      #expect(throws: ToyFault.cut) { try dock(store, pc, cutAfter: 7) }
      old.put(1, parcel(30), parcelValues(30, "Autre branche"))
      return old
    } _: { _, pc in
      for number in 10...14 as ClosedRange<UInt64> {
        #expect(pc.live(1)[parcel(number)]?[0] == .text("Perdue \(number)"))
      }
      #expect(pc.live(1)[parcel(15)]?[0] == .text("Perdue 15"))
      #expect(pc.live(1)[parcel(30)]?[0] == .text("Autre branche"))
      #expect(pc.live(1)[parcel(1)]?[0] == .text("A"))
    }
  }

  @Test func `a pocket set back, with the line cut after any message, loses nothing`() throws {
    try sweep { folder in
      let store = try PocketStore(folder: folder.path, label: "Jean")
      let pc = filledPC()
      try dock(store, pc)
      try store.apply([.update(table: "parcel", row: parcel(1), values: ["label": .text("A")])])
      try dock(store, pc)
      pc.peers[store.incarnation]?.safe = 1
      try dock(store, pc, deliverOnly: true)
      try store.compact()
      let old = Folder()
      try copyFolder(folder.path, to: old.path)
      try store.apply([.update(table: "parcel", row: parcel(2), values: ["label": .text("B")])])
      try dock(store, pc)
      let restored = try PocketStore(folder: old.path, label: "Jean")
      for number in 3...5 as ClosedRange<UInt64> {
        try restored.apply([
          .update(table: "parcel", row: parcel(number), values: ["label": .text("C\(number)")]),
          .create(table: "weighing", row: nil, values: ["kg": .integer(Int64(number))]),
        ])
      }
      try copyFolder(old.path, to: folder.path)
      return pc
    } _: { store, pc in
      for (number, label) in [(1, "A"), (2, "B"), (3, "C3"), (4, "C4"), (5, "C5")] {
        #expect(pc.live(1)[parcel(UInt64(number))]?[0] == .text(label))
      }
      #expect(pc.live(3).count == 3)
      #expect(store.summary().lastNumber == 6)
    }
  }
}
