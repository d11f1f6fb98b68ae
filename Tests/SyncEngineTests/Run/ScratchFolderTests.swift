import Foundation
import Records
import Testing

@testable import SyncEngine

/// Temporary files go with their run, however it ended.
@Suite struct ScratchFolderTests {
  private func names(_ place: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
  }

  @Test func `what a killed run left is removed, what a run still holds stays`() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "s-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let left = place.appending(path: "pocket-sync-\(RowID(high: 1, low: 2).hexadecimal)")
    for foreign in ["pocket-sync-notes", "other"] {
      try FileManager.default.createDirectory(
        at: place.appending(path: foreign), withIntermediateDirectories: true)
    }
    var held: ScratchFolder? = try ScratchFolder(in: place.path)
    try Data("plain".utf8).write(to: URL(filePath: held!.path).appending(path: "copy.sqlite"))
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
    try Data("plain".utf8).write(to: left.appending(path: "rehearsal.sqlite"))
    let next = try ScratchFolder(in: place.path)
    let kept = [held!.path, next.path].map { ($0 as NSString).lastPathComponent }
    #expect(try names(place) == (["other", "pocket-sync-notes"] + kept).sorted())
    #expect(FileManager.default.fileExists(atPath: held!.path + "/copy.sqlite"))
    held = nil
    #expect(try names(place).count == 3)
    withExtendedLifetime(next) {}
  }
}
