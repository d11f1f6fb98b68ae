import Foundation
import Fuzzing
import Testing

/// The short form of fuzzing: every kept input, and changes of them by a fixed seed.
struct CorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../fixtures/fuzz").standardizedFileURL
  /// So long each target is tried with changed inputs.
  private static let changes = Duration.milliseconds(700)

  private static func inputs(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let files = folder.appending(path: target.name)
    return try FileManager.default.contentsOfDirectory(atPath: files.path).sorted().map {
      ($0, Array(try Data(contentsOf: files.appending(path: $0))))
    }
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func `every kept input keeps its reader's promises`(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let inputs = try Self.inputs(of: target)
    try #require(!inputs.isEmpty)
    for input in inputs {
      #expect(throws: Never.self, "\(input.name)") { try target.run(input.bytes) }
    }
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func `changed inputs keep their reader's promises`(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let inputs = try Self.inputs(of: target).map(\.bytes)
    var mutation = Mutation(seed: 4)
    let end = ContinuousClock.now + Self.changes
    while ContinuousClock.now < end {
      let input = mutation.next(of: inputs, maximumBytes: target.maximumBytes)
      do { try target.run(input) } catch {
        Issue.record("\(name): \(error) by \(Data(input).base64EncodedString())")
        return
      }
    }
  }

  @Test func `every folder of inputs belongs to a reader`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(folders) == Set(FuzzTarget.all.map(\.name)))
  }
}
