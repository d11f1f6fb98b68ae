import Foundation
import Testing
import Transport

enum TemporaryFile {
  static func path() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  }
}

extension Transport {
  /// Receives exactly so many bytes, or what came in time.
  func receive(exactly count: Int, withinMilliseconds limit: Int = 20_000) throws -> [UInt8] {
    let deadline = Deadline(milliseconds: limit)
    var bytes: [UInt8] = []
    while bytes.count < count, !deadline.isOver {
      bytes += try receive(
        maximumBytes: count - bytes.count, timeoutMilliseconds: deadline.millisecondsLeft)
    }
    return bytes
  }

  /// Sends all bytes, or throws.
  func sendAll(_ bytes: [UInt8], withinMilliseconds limit: Int = 20_000) throws {
    let deadline = Deadline(milliseconds: limit)
    var rest = bytes[...]
    while !rest.isEmpty, !deadline.isOver {
      rest = rest.dropFirst(
        try send(rest, timeoutMilliseconds: deadline.millisecondsLeft))
    }
    #expect(rest.isEmpty, "\(rest.count) bytes were not taken")
  }
}
