import Foundation
import Testing

/// A pocket full of new rows meets the PC for the first time, and the cable is bad.
///
/// `scripts/benchmark million` is the same with a million rows.
@Suite struct FirstSyncStoryTests {
  @Test func `many rows come over TCP, are cut three times, and arrive once`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "first-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Program.run(
      "pocket-benchmark", ["million", "--rows", "50000", "--scratch", folder.path], in: folder)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.words)")
    #expect(outcome.output.contains("arrived once: 50000 rows, one merge commit"))
  }
}
