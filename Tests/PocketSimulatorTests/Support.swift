import Foundation
import PocketProtocol
import PocketSimulator
import Records

/// A folder of its own for one test, removed afterwards.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "pocket-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A farm of four tables, one of each direction and one with a reference.
let farm = SyncSchema(tables: [
  SyncTable(
    name: "crop", identity: .natural, direction: .toPocket,
    columns: [
      SyncColumn(name: "eppo", declaredType: "TEXT", isRequired: true),
      SyncColumn(name: "name_fr", declaredType: "TEXT", isRequired: true),
    ]),
  SyncTable(
    name: "parcel", identity: .own, direction: .both,
    columns: [
      SyncColumn(name: "label", declaredType: "TEXT", isRequired: true),
      SyncColumn(name: "area_m2", declaredType: "INTEGER", isRequired: true),
      SyncColumn(name: "eppo", declaredType: "TEXT", isRequired: false),
    ]),
  SyncTable(
    name: "work", identity: .own, direction: .both,
    columns: [
      SyncColumn(name: "parcel_id", declaredType: "BLOB", isRequired: true, reference: "parcel"),
      SyncColumn(name: "done_on", declaredType: "TEXT", isRequired: true),
      SyncColumn(name: "note", declaredType: "TEXT", isRequired: false),
      SyncColumn(name: "dose", declaredType: "REAL", isRequired: false),
    ]),
  SyncTable(
    name: "weighing", identity: .surrogate, direction: .fromPocket,
    columns: [
      SyncColumn(name: "kg", declaredType: "INTEGER", isRequired: true)
    ]),
])

func parcel(_ number: UInt64) -> RowID { RowID(high: 100, low: number) }

func parcelValues(_ number: UInt64, _ label: String) -> [Value] {
  [.text(label), .integer(Int64(number) * 1000), .text("TRZAW")]
}

/// A PC with a few rows.
func filledPC() -> ToyPC {
  let pc = ToyPC(schema: farm)
  pc.put(0, RowID(high: 1, low: 1), [.text("TRZAW"), .text("froment d'hiver")])
  for number in 1...5 as ClosedRange<UInt64> {
    pc.put(1, parcel(number), parcelValues(number, "Parcelle \(number)"))
  }
  return pc
}

/// Docks a pocket at a PC; the line is cut after so many messages, both ways counted.
@discardableResult
func dock(
  _ store: PocketStore, _ pc: ToyPC, deliverOnly: Bool = false, cutAfter: Int = .max
) throws -> Int {
  var left = ToyDock(pc: pc, deliverOnly: deliverOnly)
  var right = PocketDock(store: store, program: "simulator", batchBytes: 300)
  var passed = 0
  var toPocket = try left.start()
  while !toPocket.isEmpty {
    var toPC: [[UInt8]] = []
    for message in toPocket {
      guard passed < cutAfter else { throw ToyFault.cut }
      passed += 1
      try right.receive(message) { toPC.append($0) }
    }
    toPocket = []
    for message in toPC {
      guard passed < cutAfter else { throw ToyFault.cut }
      passed += 1
      toPocket += try left.receive(message)
    }
  }
  let wanted: SessionOutcome = deliverOnly ? .delivered : .synchronised
  precondition(left.outcome == wanted && right.outcome == wanted, "ended otherwise")
  return passed
}

/// True where the pocket shows what the PC has, table by table (own tables of the pocket aside).
func agree(_ store: PocketStore, _ pc: ToyPC) -> Bool {
  pc.schema.tables.indices.allSatisfy { store.rows($0) == pc.live($0) }
}

func copyFolder(_ from: String, to target: String) throws {
  try FileManager.default.removeItem(atPath: target)
  try FileManager.default.copyItem(atPath: from, toPath: target)
}
