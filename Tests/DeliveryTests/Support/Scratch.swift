import Foundation

/// A folder of one test, removed with this value.
final class Scratch: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "delivery-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A file with bytes that do not repeat, and its path.
  func file(_ name: String, bytes: Int, seed: UInt64 = 1) throws -> String {
    var state = seed
    var content = Data(capacity: bytes + 8)
    while content.count < bytes {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      withUnsafeBytes(of: state) { content.append(contentsOf: $0) }
    }
    let place = url.appending(path: name)
    try content.prefix(bytes).write(to: place)
    return place.path
  }
}
