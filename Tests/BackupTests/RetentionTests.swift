import Foundation
import Glibc
import Testing

@testable import Backup

/// Old families leave the medium whole, and never the ones that count.
@Suite struct RetentionTests {
  private let bench: Workbench

  init() throws { bench = try Workbench(rows: 40) }

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: bench.store))
  }

  /// A family that begins on this day: a full, and as many deltas.
  private func family(_ day: UInt64, deltas: UInt64 = 0, partial: Bool = false) throws {
    for later in 0...deltas {
      try bench.change(rows: 1, day + later)
      try bench.copy(partial: partial, milliseconds: Workbench.days(day + later))
    }
  }

  private func expendable(freeBytes: UInt64) throws -> [Int] {
    Retention.expendable(try bench.openStore().generations(), freeBytes: freeBytes)
  }

  @Test func `a year of families stays, the one before leaves with all its files`() throws {
    let count = UInt64(Retention.familiesMaximum)
    try family(0, deltas: 2)
    for number in 1..<count { try family(number * 31) }
    #expect(try bench.openStore().generations().count == Int(count) + 2)
    try Data().write(to: URL(fileURLWithPath: bench.store + "/000001-notes.txt"))
    try bench.change(rows: 1)
    guard case .sealed(let sealed) = try bench.copy(milliseconds: Workbench.days(count * 31))
    else { return #expect(Bool(false), "nothing was written") }
    #expect(try sealed.removed.get().sorted() == [1, 2, 3])
    #expect(try names().filter { $0 < "000004" } == ["000001-notes.txt"])
    let store = try bench.openStore()
    #expect(try store.generations().first?.number == 4)
    #expect(try store.verify(scratchFolder: bench.scratch).allSatisfy { $0.fault == nil })
  }

  /// Room that any family more would make enough for the next full.
  private func nearlyEnough() throws -> UInt64 {
    let full = Retention.families(try bench.openStore().generations()).last!.fullBytes
    return 2 * full + Publication.reserveBytes - 1
  }

  @Test func `for want of room the oldest goes once the rest holds two complete copies`() throws {
    try family(0, deltas: 1)
    #expect(try expendable(freeBytes: try nearlyEnough()) == [])
    try family(40)
    #expect(try expendable(freeBytes: try nearlyEnough()) == [])
    try bench.change(rows: 1)
    try bench.copy(partial: true, milliseconds: Workbench.days(41))
    #expect(try expendable(freeBytes: try nearlyEnough()) == [])
    try bench.change(rows: 1)
    try bench.copy(milliseconds: Workbench.days(42))
    #expect(try expendable(freeBytes: try nearlyEnough()) == [1, 2])
    // What the first family gives is not room enough for a full: nothing goes in vain.
    #expect(try expendable(freeBytes: 0) == [])
    #expect(try expendable(freeBytes: try nearlyEnough() + 1) == [])
  }

  @Test func `a family whose full was found rotten holds no copy that counts`() throws {
    try family(0)
    try family(40, deltas: 5)
    // The same size, another byte: only reading tells.
    let full = bench.store + "/000002-full.sqlite.zst"
    var bytes = bench.bytes(full)
    bytes[bytes.count / 2] ^= 4
    try Data(bytes).write(to: URL(fileURLWithPath: full))
    try bench.change(rows: 1)
    let next = try #require(try bench.copy(milliseconds: Workbench.days(46)).sealed)
    #expect(next.fullReason == .baseBroken && next.generation == 8)
    #expect(try expendable(freeBytes: try nearlyEnough()) == [], "1 is the only good old copy")
    try bench.change(rows: 1)
    try bench.copy(milliseconds: Workbench.days(47))
    #expect(try expendable(freeBytes: try nearlyEnough()) == [1])
  }

  @Test(arguments: [
    BackupError.newerFormat(file: "000002.json", format: 3),
    .io(path: "000002.json", errno: EIO),
  ])
  func `nothing leaves from a family on that is newer or that the device does not give`(
    fault: BackupError
  ) throws {
    for day: UInt64 in [0, 40, 80] { try family(day, deltas: 1) }
    var states = try bench.openStore().generations()
    let free = try nearlyEnough()
    #expect(Retention.expendable(states, freeBytes: free) == [1, 2])
    states[1] = .broken(generation: 2, fault: .manifestDamaged(file: "000002.json"))
    #expect(Retention.expendable(states, freeBytes: free) == [1, 2])
    states[1] = .broken(generation: 2, fault: fault)
    #expect(Retention.expendable(states, freeBytes: free) == [])
    let years = (0..<5).flatMap { _ in states }
    #expect(Retention.expendable(years, freeBytes: 1 << 40) == [])
  }

  @Test func `a full that a kept copy rests on stays, whatever its number`() throws {
    try family(0)
    try family(40, deltas: 1)
    var states = try bench.openStore().generations()
    let free = try nearlyEnough() - 1000
    #expect(Retention.expendable(states, freeBytes: free) == [1])
    // A listing as it cannot be: the newest delta rests on the oldest full.
    states.swapAt(0, 1)
    #expect(Retention.expendable(states, freeBytes: free) == [])
  }

  @Test func `a removal that fails in the middle leaves no copy without its full`() throws {
    let count = UInt64(Retention.familiesMaximum)
    try family(0, deltas: 1)
    for number in 1..<count { try family(number * 31) }
    // The delta's manifest cannot lose its name.
    let blocked = bench.store + "/000002.json.tmp/x"
    try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: true)
    try bench.change(rows: 1)
    guard case .sealed(let sealed) = try bench.copy(milliseconds: Workbench.days(count * 31))
    else { return #expect(Bool(false), "nothing was written") }
    #expect(throws: BackupError.self) { try sealed.removed.get() }
    #expect(try bench.faults().isEmpty)
    #expect(try bench.openStore().generations().prefix(2).map(\.number) == [1, 2])
  }

  @Test func `no family leaves before the new copy has its name`() throws {
    let count = UInt64(Retention.familiesMaximum)
    for number in 0..<count { try family(number * 31) }
    // One family too many: the removal that was due could not be.
    let blocked = bench.store + "/000001.json.tmp"
    try FileManager.default.createDirectory(
      atPath: blocked + "/x", withIntermediateDirectories: true)
    try family(count * 31)
    try FileManager.default.removeItem(atPath: blocked)
    try bench.change(rows: 1)
    let before = try names()
    #expect(throws: BackupError.interrupted) {
      try bench.copy(
        milliseconds: Workbench.days(count * 31 + 1),
        report: { progress throws(BackupError) in
          if progress.phase == .publishing { throw .interrupted }
        })
    }
    #expect(try names().isSuperset(of: before))
    try bench.copy(milliseconds: Workbench.days(count * 31 + 1))
    #expect(try bench.openStore().generations().first?.number == 2)
    #expect(try bench.faults().isEmpty)
  }

  @Test func `a removal that was cut is finished by the next copy, and only that`() throws {
    try family(0, deltas: 1)
    try family(40, deltas: 1)
    let manager = FileManager.default
    // Cut after the manifests; one of the younger family got lost by another's fault.
    for name in ["000001.json", "000002.json"] {
      try manager.moveItem(
        atPath: bench.store + "/" + name, toPath: bench.store + "/" + name + ".tmp")
    }
    try manager.removeItem(atPath: bench.store + "/000004.json")
    for name in ["000003.json.tmp", "000002.json.1.tmp", "000009-delta.zst.tmp"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: bench.store + "/" + name))
    }
    try bench.change(rows: 1)
    try bench.copy(milliseconds: Workbench.days(42))
    let names = try names()
    #expect(names.filter { $0 < "000003" }.isEmpty)
    #expect(names.contains("000004-delta.zst"))
    // The second name of a manifest that is there may be its own, on FAT: it stays.
    #expect(names.contains("000003.json.tmp") && !names.contains("000009-delta.zst.tmp"))
    #expect(try bench.openStore().generations().map(\.number) == [3, 10])
  }

  @Test func `what a run that died left is gone before the next copy takes its room`() throws {
    try family(0)
    let left = ["000002-full.sqlite.zst.001.tmp", "000003-pages.idx", "000003.json.tmp"]
    for name in left + ["000005-delta.zst"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: bench.store + "/" + name))
    }
    try bench.change(rows: 1)
    var there: Set<String>?
    let outcome = try bench.copy(
      milliseconds: Workbench.days(1),
      report: { progress in
        if progress.phase == .writing, there == nil { there = Set((try? self.names()) ?? []) }
      })
    #expect(try #require(there).isDisjoint(with: left))
    // Without a manifest of its own, whole or not, nobody knows what a payload is.
    #expect(try #require(there).contains("000005-delta.zst"))
    #expect(outcome.sealed?.generation == 6)
    #expect(try bench.faults().isEmpty)
  }

  @Test func `cut before any file of a removal, all that is listed is whole`() throws {
    try family(0, deltas: 1)
    try family(40, deltas: 1)
    for number in [2, 1] {
      try bench.openStore().folder.withdraw(StoreNames.manifest(number))
      #expect(try bench.faults().isEmpty)
    }
    let dead = Removal.dead(try names().sorted()) { $0 < 4 }
    #expect(dead.suffix(2).sorted() == ["000001.json.tmp", "000002.json.tmp"])
    for name in dead {
      try bench.openStore().folder.remove(name)
      #expect(try bench.faults().isEmpty)
      // As long as one is left, the next run knows the rest.
      let left = Array(dead.drop { $0 != name }.dropFirst())
      #expect(Removal.dead(try names().sorted()) { $0 < 4 } == left)
    }
  }

  @Test func `of a published generation nothing is taken away, not even a second name`() {
    let names = [
      "000001-full.sqlite.zst", "000001-full.sqlite.zst.001.tmp", "000001.json", "000001.json.tmp",
      "000002-delta.zst.001.tmp", "000003.json",
    ]
    #expect(Removal.dead(names) { $0 < 3 } == ["000002-delta.zst.001.tmp"])
  }

  @Test(arguments: [
    "000012.json", "000012-full.sqlite.zst", "000012-full.sqlite.zst.001", "000012-pages.idx",
    "000012-delta.zst.002.tmp", "000012.json.3.tmp", "000012-pages.idx.tmp",
    "000012-full.sqlite.zst.age", "000012-full.sqlite.zst.001.age.tmp", "000012-pages.idx.age.tmp",
  ])
  func `names of ours are known`(name: String) { #expect(StoreNames.ownGeneration(of: name) == 12) }

  @Test(arguments: [
    "000012", "000012.jpg", "000012-delta", "000012-delta.zst.old", "000012-delta.zst.",
    "000012-delta.zst.1.2.3", "000012-pages.idx.tmp.tmp", "000000.json", "202611-photos.jpg",
    "000012.jsonx", "medium.json", "identity-00001234.age", "000012-delta.zst.age.age",
  ])
  func `other names are not`(name: String) { #expect(StoreNames.ownGeneration(of: name) == nil) }
}
