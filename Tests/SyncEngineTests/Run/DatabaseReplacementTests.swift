import Backup
import FarmDatabase
import Foundation
import Records
import Testing

@testable import SyncEngine

/// A copy in the place of the database: for whoever used the old one, under the same name.
@Suite struct DatabaseReplacementTests {
  /// A farm with one copy, and a database file that nobody has open.
  private func copied() throws -> (farm: CopyFarm, store: Store, database: String) {
    let farm = try CopyFarm()
    _ = try farm.copy()
    let database = farm.folder.appending(path: "office.sqlite").path
    try FileManager.default.copyItem(atPath: farm.farm.path, toPath: database)
    return (farm, try Store(openAt: farm.stick, farm: "Essai"), database)
  }

  private func replace(
    _ database: String, _ store: Store, isOtherFarmAllowed: Bool = false
  ) throws -> String? {
    try DatabaseReplacement(
      path: database, milliseconds: 1, isOtherFarmAllowed: isOtherFarmAllowed
    ).run(1, of: store)
  }

  @Test func `the new file has the rights and the owner of the old one`() throws {
    let (farm, store, database) = try copied()
    // Only root can give a file away.
    let owner: uid_t = geteuid() == 0 ? 1234 : geteuid()
    #expect(chown(database, owner, getegid()) == 0 && chmod(database, 0o664) == 0)
    let kept = try #require(try replace(database, store))
    for path in [database, kept] {
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o664 && status.st_uid == owner, "\(path)")
    }
    withExtendedLifetime(farm) {}
  }

  @Test func `where the old file can have no second name the two change theirs`() throws {
    let (farm, store, database) = try copied()
    let old = try Data(contentsOf: URL(filePath: database)) + [0]
    try old.write(to: URL(filePath: database))
    let links = farm.folder.appending(path: "links").path
    try FileManager.default.createDirectory(atPath: links, withIntermediateDirectories: true)
    var count = 0
    while count < 100_000, link(database, "\(links)/\(count)") == 0 { count += 1 }
    guard count < 100_000 else { return }
    let kept = try #require(try replace(database, store))
    #expect(try Data(contentsOf: URL(filePath: kept)) == old)
    #expect(try FarmDatabase(path: database).hub == farm.farm.hub)
    let names = try FileManager.default.contentsOfDirectory(atPath: farm.folder.path)
    #expect(!names.contains { $0.contains("restored") })
  }

  @Test func `another farm's database makes way only where that is asked for`() throws {
    let (farm, store, _) = try copied()
    let (other, _, database) = try copied()
    let before = try Data(contentsOf: URL(filePath: database))
    let refusal = SyncError.backup(.otherFarm(farmID: farm.farm.hub.hexadecimal))
    #expect(throws: refusal) { _ = try replace(database, store) }
    #expect(try Data(contentsOf: URL(filePath: database)) == before)
    _ = try replace(database, store, isOtherFarmAllowed: true)
    #expect(try FarmDatabase(path: database).hub == farm.farm.hub)
    withExtendedLifetime(other) {}
  }
}
