import Backup
import FarmDatabase
import Foundation
import Testing

@testable import Media
@testable import SyncEngine

/// What a copy rests on besides what the writer proves.
@Suite struct CopyRunTests {
  @Test func `nothing is written where the volume that was judged is no longer`() throws {
    let farm = try CopyFarm()
    let judged = VolumeIdentity(device: 1, uuid: "1A2B-3C4D", disks: ["sdz"], sequences: ["14"])
    #expect(throws: SyncError.backup(.vanished)) { _ = try farm.copy(judged: judged) }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: farm.stick) == [])
    _ = try farm.copy()
    #expect(try farm.copies().count == 1)
  }

  @Test(arguments: [true, false])
  func `the ledger knows which copies lie in a plain folder`(isPretended: Bool) throws {
    let farm = try CopyFarm()
    _ = try farm.copy(isPretended: isPretended)
    #expect(try farm.farm.ledger.media().map(\.newest.isPretended) == [isPretended])
  }

  @Test func `a pretended copy does not stand for one on a medium`() throws {
    let farm = try CopyFarm()
    _ = try farm.copy(isPretended: true)
    #expect(try farm.copy(isPretended: true).isUnchanged)
    #expect(try !farm.copy().isUnchanged)
    #expect(try farm.copy(isPretended: true).isUnchanged)
  }

  @Test func `a copy that the PC could not note is told, and still holds the pockets back`() throws
  {
    let farm = try CopyFarm()
    let report = try farm.copy { phase, _ in
      if phase == .publishing { try farm.ledger("ALTER TABLE medium RENAME TO gone") }
    }
    #expect(report.unnoted != nil)
    #expect(try farm.copies().count == 1)
    #expect(try farm.kept() == ["0|1"])
  }

  @Test func `where the PC can note nothing no copy is made`() throws {
    let farm = try CopyFarm()
    try farm.ledger("DROP TABLE kept; CREATE TABLE kept(medium TEXT)")
    #expect(throws: SyncError.self) { _ = try farm.copy() }
    #expect(try farm.copies() == [])
  }

  @Test func `a copy of which nothing came holds nobody back`() throws {
    let farm = try CopyFarm()
    #expect(throws: SyncError.backup(.interrupted)) {
      _ = try farm.copy { phase, stop in if phase == .writing { stop.raise() } }
    }
    #expect(try farm.kept() == [])
    let next = try farm.copy()
    #expect(try farm.kept() == ["\(next.generation)|0"])
  }

  @Test func `a farm whose copies are sealed makes no plain one, whatever the medium`() throws {
    let farm = try CopyFarm()
    let key = try CopyKey(passphrase: "quatre vaches au pré")
    _ = try farm.copy(keys: CopyKeys(sealing: key))
    #expect(try farm.farm.copyRecipient() == key.recipient)
    let first = try farm.copies()
    // A fresh stick, and a PC that does not find its key.
    try FileManager.default.moveItem(atPath: farm.stick, toPath: farm.stick + ".old")
    try FileManager.default.createDirectory(atPath: farm.stick, withIntermediateDirectories: true)
    let refusal = SyncError.backup(.keyMissing(recipient: key.recipient))
    #expect(throws: refusal) { _ = try farm.copy() }
    #expect(try farm.copies() == [])
    _ = try farm.copy(keys: CopyKeys(sealing: key))
    #expect(try farm.copies() == first)
  }

  @Test func `a full of a database whose index is wrong is not published`() throws {
    let farm = try CopyFarm()
    try farm.program("CREATE INDEX i ON t(a); INSERT INTO t VALUES ('1', 'a'), ('2', 'b')")
    let sound = try farm.copy()
    #expect(sound.manifest.kind == .full)
    // The index now says that it is one of another column: `quick_check` does not look into it.
    try farm.program(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t(id)' WHERE name = 'i';
      """)
    try FileManager.default.moveItem(atPath: farm.stick, toPath: farm.stick + ".old")
    try FileManager.default.createDirectory(atPath: farm.stick, withIntermediateDirectories: true)
    let error = #expect(throws: SyncError.self) { _ = try farm.copy() }
    guard case .backup(.unsound) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try farm.copies() == [])
  }
}
