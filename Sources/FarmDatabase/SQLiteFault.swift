import Foundation
import GRDB

extension FarmDatabaseError {
  /// What SQLite says, in the words of this module; an error of this module stays what it is.
  package init(_ error: any Error, path: String) {
    if let own = error as? FarmDatabaseError {
      self = own
      return
    }
    if let fault = error as? ReviewFault {
      self = .review(fault)
      return
    }
    guard let fault = error as? DatabaseError else {
      self = .sqlite(code: -1, message: String(describing: error))
      return
    }
    switch fault.resultCode {
    case .SQLITE_NOTADB: self = .notADatabase(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .busy(path: path, seconds: FarmDatabase.busySeconds)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_CANTOPEN:
      // The journal beside the file cannot be made: the folder is not ours to write.
      self = .readOnly(path: path)
    case .SQLITE_CORRUPT: self = .damaged(detail: fault.message ?? "")
    case .SQLITE_FULL: self = .diskFull(path: path)
    default:
      self = .sqlite(code: fault.extendedResultCode.rawValue, message: fault.message ?? "")
    }
  }

  /// Looks at the first bytes before SQLite does: a file that is none, or one of random bytes.
  static func inspect(path: String) throws(FarmDatabaseError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    guard let handle = FileHandle(forReadingAtPath: path) else { throw .readOnly(path: path) }
    defer { try? handle.close() }
    let head = (try? handle.read(upToCount: sampleBytes)) ?? Data()
    guard !head.isEmpty, !head.starts(with: Array("SQLite format 3\0".utf8)) else { return }
    let size = (try? handle.seekToEnd()) ?? 0
    throw size.isMultiple(of: 512) && looksRandom(head)
      ? .encrypted(path: path) : .notADatabase(path: path)
  }

  private static let sampleBytes = 4096
  /// Text and program code stay under this; ciphertext of 4 KiB reaches 7.9.
  private static let randomBitsPerByte = 7.5

  private static func looksRandom(_ bytes: Data) -> Bool {
    var counts = [Double](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    let entropy = counts.reduce(0) { $1 == 0 ? $0 : $0 - $1 / total * log2($1 / total) }
    return bytes.count == sampleBytes && entropy > randomBitsPerByte
  }
}
