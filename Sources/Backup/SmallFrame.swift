/// One zstd frame of what is in memory anyway; `zstd -d` reads it.
package enum SmallFrame {
  /// Of such content; more is packed piece by piece.
  package static let contentBytesMaximum = 64 << 20

  /// The frame, which proves its content.
  package static func pack(_ content: [UInt8]) throws(BackupError) -> [UInt8] {
    precondition(content.count <= contentBytesMaximum, "\(content.count) bytes at once")
    let encoder = try StreamEncoder(contentBytes: content.count)
    let piece = Buffer(bytes: max(1, content.count))
    piece.all.copyBytes(from: content)
    var frame: [UInt8] = []
    try encoder.encode(piece.bytes(content.count), isLast: true) { ready in frame += ready }
    return frame
  }
}
