import PocketSimulator
import Records
import Testing

/// The PC decided against a change of the pocket; the line is cut while it says so.
@Suite struct OverruledTests {
  @Test(arguments: [false, true])
  func `what the PC decided stands on the pocket wherever the line was cut`(
    isWorkingOn: Bool
  ) throws {
    var cuts = 0
    for cut in 1... {
      let folder = Folder()
      let store = try PocketStore(folder: folder.path, label: "Jean")
      let pc = filledPC()
      try dock(store, pc)
      for number in 1...5 as ClosedRange<UInt64> {
        try store.apply([
          .update(table: "parcel", row: parcel(number), values: ["label": .text("pocket")])
        ])
        pc.overruled[parcel(number)] = parcelValues(number, "PC \(number)")
      }
      do { try dock(store, pc, cutAfter: cut) } catch ToyFault.cut {
        cuts += 1
        if isWorkingOn {
          try store.apply([.update(table: "parcel", row: parcel(5), values: ["eppo": .null])])
        }
        try dock(store, pc)
        #expect(agree(store, pc), "cut after \(cut)")
        continue
      }
      break
    }
    #expect(cuts > 10)
  }
}
