import Foundation
import PocketProtocol
import PocketSimulator
import Records
import Testing

@Suite struct JournalTests {
  let folder = Folder()
  var journal: String { folder.path + "/journal" }

  private func filled() throws -> PocketSummary {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let pc = filledPC()
    try dock(store, pc)
    for number in 1...4 as ClosedRange<UInt64> {
      try store.apply([
        .update(table: "parcel", row: parcel(number), values: ["label": .text("N\(number)")])
      ])
    }
    return store.summary()
  }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: journal))
  }

  @Test func `a pocket opened again is the same pocket`() throws {
    let before = try filled()
    let store = try PocketStore(folder: folder.path, label: "other")
    #expect(store.summary() == before)
    #expect(before.label == "Jean")
  }

  @Test func `a journal cut at any byte opens with all that stood whole before the cut`() throws {
    let whole = try filled()
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: journal)))
    var last: UInt64 = 0
    for length in stride(from: 17, through: bytes.count, by: 7) {
      try write(Array(bytes[..<length]))
      let store = try PocketStore(folder: folder.path, label: "Jean")
      let summary = store.summary()
      #expect(summary.lastNumber >= last)
      last = summary.lastNumber
    }
    try write(bytes)
    #expect(try PocketStore(folder: folder.path, label: "Jean").summary() == whole)
    #expect(last >= 3)
  }

  @Test func `what is written after a torn end is read again`() throws {
    _ = try filled()
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: journal)))
    try write(Array(bytes.dropLast(3)))
    do {
      let store = try PocketStore(folder: folder.path, label: "Jean")
      #expect(store.summary().lastNumber == 3)
      try store.apply([.update(table: "parcel", row: parcel(5), values: ["label": .text("Z")])])
    }
    let store = try PocketStore(folder: folder.path, label: "Jean")
    #expect(store.row(1, parcel(5))?[0] == .text("Z"))
    #expect(store.row(1, parcel(4))?[0] == .text("Parcelle 4"))
    #expect(store.summary().lastNumber == 4)
  }

  @Test func `damage before the end is told, not passed over`() throws {
    _ = try filled()
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: journal)))
    bytes[60] ^= 0x10
    try write(bytes)
    #expect(throws: SimulatorFault.self) {
      try PocketStore(folder: self.folder.path, label: "Jean")
    }
  }

  @Test func `a second program finds the pocket in use`() throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    #expect(throws: SimulatorFault.inUse(path: folder.path)) {
      try PocketStore(folder: self.folder.path, label: "Jean")
    }
    #expect(store.summary().lastNumber == 0)
  }

  @Test func `a compaction changes nothing but the size`() throws {
    let pc = filledPC()
    var before: PocketSummary
    do {
      let store = try PocketStore(folder: folder.path, label: "Jean")
      try dock(store, pc)
      for number in 0..<40 {
        try store.apply([
          .update(table: "parcel", row: parcel(1), values: ["label": .text("v\(number)")]),
          .create(table: "weighing", row: nil, values: ["kg": .integer(Int64(number))]),
        ])
      }
      try dock(store, pc)
      pc.peers[store.incarnation]?.safe = 70
      try dock(store, pc, deliverOnly: true)
      try store.apply([.delete(table: "parcel", row: parcel(2))])
      before = store.summary()
      let size = try FileManager.default.attributesOfItem(atPath: journal)[.size] as? Int ?? 0
      try store.compact()
      let after = try FileManager.default.attributesOfItem(atPath: journal)[.size] as? Int ?? 0
      #expect(after < size)
      #expect(store.summary() == before)
    }
    let store = try PocketStore(folder: folder.path, label: "Jean")
    #expect(store.summary() == before)
    #expect(before.kept == 11)
    try dock(store, pc)
    #expect(agree(store, pc))
  }
}
