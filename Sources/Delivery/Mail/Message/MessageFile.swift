import Foundation

/// A message in a file for its owner alone: what the outbox keeps, and what a mail program opens.
enum MessageFile {
  /// Writes a new file, on the disk when it returns; nothing is left where it fails.
  static func write(
    _ message: MailMessage, isDraft: Bool = false, to path: String
  ) throws(MailError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .file(path: path, errno: errno) }
    defer { close(file) }
    do throws(MailError) {
      for piece in message.pieces(isDraft: isDraft) {
        switch piece {
        case .bytes(let bytes): try write(Data(bytes), to: file, path)
        case .file(let source, let bytes): try copy(source, bytes, to: file, path)
        }
      }
      guard fsync(file) == 0 else { throw .file(path: path, errno: errno) }
    } catch {
      unlink(path)
      throw error
    }
  }

  /// The Message-ID and the length of a file that `write` made.
  static func facts(of path: String) throws(MailError) -> (messageID: String, bytes: Int) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .file(path: path, errno: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .file(path: path, errno: errno) }
    let head = try read(file, atMost: headBytesMaximum, path)
    let field = String(decoding: head, as: UTF8.self).split(separator: "\r\n").lazy
      .first { $0.hasPrefix(messageIDHead) }
    guard let field else { throw .file(path: path, errno: EBADMSG) }
    return (String(field.dropFirst(messageIDHead.count)), Int(status.st_size))
  }

  private static let headBytesMaximum = 4096
  private static let messageIDHead = "Message-ID: "

  /// The file must still be as long as it was measured.
  private static func copy(
    _ source: String, _ bytes: Int, to file: Int32, _ path: String
  ) throws(MailError) {
    let input = open(source, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw .file(path: source, errno: errno) }
    defer { close(input) }
    var done = 0
    while true {
      let chunk = try read(input, atMost: Base64Lines.chunkBytes, source)
      if chunk.isEmpty { break }
      try write(Base64Lines.encode(chunk), to: file, path)
      done += chunk.count
    }
    guard done == bytes else { throw .file(path: source, errno: EIO) }
  }

  /// Short only at the end of the file.
  private static func read(
    _ file: Int32, atMost count: Int, _ path: String
  ) throws(MailError) -> Data {
    do {
      return try FileHandle(fileDescriptor: file).read(upToCount: count) ?? Data()
    } catch { throw .file(path: path, errno: errno) }
  }

  private static func write(_ bytes: Data, to file: Int32, _ path: String) throws(MailError) {
    do { try FileHandle(fileDescriptor: file).write(contentsOf: bytes) } catch {
      throw .file(path: path, errno: errno)
    }
  }
}
