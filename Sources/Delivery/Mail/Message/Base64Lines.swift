import Foundation

/// Base 64 in lines of 76 characters, each ended by CR and LF.
enum Base64Lines {
  /// Of content in one line.
  private static let lineContentBytes = 57
  /// Of content at once: whole lines.
  static let chunkBytes = lineContentBytes * 4096

  /// A chunk, or the end of the content.
  static func encode(_ content: Data) -> Data {
    guard !content.isEmpty else { return Data() }
    let options: Data.Base64EncodingOptions = [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ]
    return content.base64EncodedData(options: options) + Data("\r\n".utf8)
  }

  /// How many bytes so many become.
  static func bytes(of count: Int) -> Int {
    let lines = (count + lineContentBytes - 1) / lineContentBytes
    return (count + 2) / 3 * 4 + lines * 2
  }
}
