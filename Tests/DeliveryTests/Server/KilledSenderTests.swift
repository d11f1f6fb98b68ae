import Backup
import Foundation
import Glibc
import Testing

@testable import Delivery

/// The PC dies while it sends: the next run goes on, and no finished part is sent again.
@Suite(.enabled(if: SeaweedRig.isThere)) struct KilledSenderTests {
  /// Sends until so many parts are there, then dies as in a power cut.
  static func send(
    _ account: Data, state: String, files: Data, dyingAfter parts: Int
  ) throws {
    let account = try #require(ChannelSettings(file: account).server)
    let generation = try Shipping.decode(files)
    let dies: @Sendable (SendProgress) -> Void = { progress in
      guard progress.file.hasSuffix("-full.sqlite.zst.age") else { return }
      let file = generation.files.first { $0.name == progress.file }!
      let before = generation.files.prefix { $0 != file }.reduce(0) { $0 + $1.bytes }
      if progress.doneBytes - before >= min(parts * account.partBytes, file.bytes) {
        kill(getpid(), SIGKILL)
      }
    }
    let channel = try ServerChannel(account, stateFolder: state, clock: .test, report: dies)
    _ = try channel.send(generation)
  }

  @Test(arguments: StoreRigs.all, 1...4) func `a sender killed after any part goes on`(
    _ rig: StoreRigs, after parts: Int
  ) async throws {
    let bench = try ServerChannelTests.Bench(rig, parallel: 1)
    let generation = try bench.yard.generation(1)
    var settings = ChannelSettings()
    settings.server = bench.account
    let account = settings.file
    let (state, files) = (bench.state, try Shipping.encode(generation))
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        account = account as Data, state = state as String, files = files as Data,
        parts = parts as Int
      ] in
      try KilledSenderTests.send(account, state: state, files: files, dyingAfter: parts)
    }
    let inventory = try bench.inventory()
    #expect(inventory.halfMade.count == 1 && inventory.further.isEmpty)
    let report = try bench.channel().send(generation)
    #expect(report.keptParts == parts && report.sentParts == 4 - parts)
    let after = try bench.inventory()
    #expect(after.further.map(\.generation) == [1] && after.halfMade.isEmpty)
    let copies = try bench.copies()
    #expect(try copies.fetch(1, of: #require(copies.stores().first)).generation == 1)
  }
}

/// A generation's files as bytes, for another process.
enum Shipping {
  private struct File: Codable {
    let name, path, sha256, kind: String
    let bytes: Int
  }

  private struct All: Codable {
    let farmID, mediumID: String
    let generation: Int
    let files: [File]
  }

  static func encode(_ generation: SealedGeneration) throws -> Data {
    let files = generation.files.map {
      File(
        name: $0.name, path: $0.path, sha256: $0.sha256, kind: $0.kind.rawValue, bytes: $0.bytes)
    }
    return try JSONEncoder().encode(
      All(
        farmID: generation.farmID, mediumID: generation.mediumID,
        generation: generation.generation, files: files))
  }

  static func decode(_ data: Data) throws -> SealedGeneration {
    let all = try JSONDecoder().decode(All.self, from: data)
    return try SealedGeneration(
      farmID: all.farmID, mediumID: all.mediumID, generation: all.generation,
      files: all.files.map {
        ShippedFile(
          name: $0.name, path: $0.path, bytes: $0.bytes, sha256: $0.sha256,
          kind: ShippedFile.Kind(rawValue: $0.kind)!)
      })
  }
}
