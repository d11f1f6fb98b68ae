import Crypto
import Foundation
import Glibc
import Records

/// What a PC remembers of what it sent: files of a folder, each replaced as a whole.
///
/// Without it nothing is lost: what is on the server is looked at again.
struct SendingState {
  /// A file that is on the server.
  struct Sent: Codable, Equatable {
    let bytes: Int
    let sha256: String
    let etag: String
  }

  /// An upload in parts that was begun.
  struct Upload: Codable, Equatable {
    let id: String
    let bytes: Int
    let sha256: String
    let partBytes: Int
  }

  private static let fileBytesMaximum = 16 << 20
  private let folder: String

  /// The folder of one store at one account; it is made where it is missing.
  init(in parent: String, account: ServerAccount, mediumID: String) throws(ServerError) {
    let place = "\(account.endpoint)\n\(account.bucket)\n\(account.prefix)\n\(mediumID)"
    let mark = Hexadecimal.encode(SHA256.hash(data: Array(place.utf8)).prefix(8))
    folder = "\(parent)/server-\(mark)"
    for path in [parent, folder] where mkdir(path, 0o700) != 0 && errno != EEXIST {
      throw .state(path: path, errno: errno)
    }
  }

  private var sentPath: String { folder + "/sent.json" }

  private func uploadPath(_ name: String) -> String { "\(folder)/upload-\(name).json" }

  /// What was sent, by name; nothing where the note is not readable.
  func sent() -> [String: Sent] { read([String: Sent].self, sentPath) ?? [:] }

  /// Notes a file that is on the server.
  func note(_ name: String, _ sent: Sent) throws(ServerError) {
    var all = self.sent()
    guard all[name] != sent else { return }
    all[name] = sent
    try write(all, sentPath)
  }

  /// The upload of a file that was begun; nil for none.
  func upload(_ name: String) -> Upload? { read(Upload.self, uploadPath(name)) }

  /// Notes an upload before its first part is sent.
  func begin(_ name: String, _ upload: Upload) throws(ServerError) {
    try write(upload, uploadPath(name))
  }

  /// Forgets an upload that is over.
  func end(_ name: String) { unlink(uploadPath(name)) }

  private func read<Value: Decodable>(_ type: Value.Type, _ path: String) -> Value? {
    guard let data = FileManager.default.contents(atPath: path),
      data.count <= Self.fileBytesMaximum
    else { return nil }
    return try? JSONDecoder().decode(type, from: data)
  }

  private func write(_ value: some Encodable, _ path: String) throws(ServerError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("not to be encoded: \(value)")
    }
    do throws(OutboxError) { try SmallFile.write([UInt8](data), to: path) } catch {
      if case .system(let path, let errno) = error { throw .state(path: path, errno: errno) }
      throw .state(path: path, errno: EIO)
    }
  }
}
