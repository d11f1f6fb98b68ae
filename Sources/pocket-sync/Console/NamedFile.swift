import Foundation
import SyncEngine

/// Files that a person named, read and written without a word of Foundation's.
enum NamedFile {
  /// The whole file.
  static func read(_ path: String) throws -> Data {
    do { return try Data(contentsOf: URL(filePath: path)) } catch {
      throw Stop(.usage(problem(error, path: path)))
    }
  }

  /// The whole file; nil where it is longer than that, and then it is not read to its end.
  static func read(_ path: String, maximumBytes: Int) throws -> Data? {
    do {
      let file = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? file.close() }
      let data = try file.read(upToCount: maximumBytes + 1) ?? Data()
      return data.count <= maximumBytes ? data : nil
    } catch { throw Stop(.usage(problem(error, path: path))) }
  }

  /// A new file; nothing is overwritten.
  static func create(_ path: String, _ data: Data) throws {
    do { try data.write(to: URL(filePath: path), options: .withoutOverwriting) } catch {
      throw Stop(.usage(writing(error, path: path)))
    }
  }

  /// A new file that nobody else may read, on the disk when it returns; none where it fails.
  static func createPrivate(_ path: String, _ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      if errno == EEXIST { throw Stop(.usage(.fileExists(path: path))) }
      throw Stop(.usage(.fileUnwritable(path: path, errno: errno)))
    }
    defer { close(file) }
    do {
      try FileHandle(fileDescriptor: file).write(contentsOf: Data(bytes))
      guard fsync(file) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    } catch {
      unlink(path)
      throw Stop(.usage(writing(error, path: path)))
    }
  }

  /// A new empty file to write to; nothing is overwritten.
  static func create(_ path: String) throws -> FileHandle {
    try create(path, Data())
    do { return try FileHandle(forWritingTo: URL(filePath: path)) } catch {
      throw Stop(.usage(writing(error, path: path)))
    }
  }

  /// Takes away what this program itself has just created.
  static func discard(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

  /// Whatever Foundation says of a file; nil where it says nothing of one.
  static func problem(_ error: any Error) -> Problem? {
    guard let error = error as? CocoaError else { return nil }
    let path = error.filePath ?? ""
    return .usage(error.isWriting ? writing(error, path: path) : problem(error, path: path))
  }

  private static func problem(_ error: any Error, path: String) -> UsageProblem {
    let isMissing =
      (error as? CocoaError).map { [.fileReadNoSuchFile, .fileNoSuchFile].contains($0.code) }
      ?? false
    if isMissing { return .fileMissing(path: path) }
    return .fileUnreadable(path: path, detail: "errno \(number(error))")
  }

  private static func writing(_ error: any Error, path: String) -> UsageProblem {
    if let fault = error as? CocoaError, fault.code == .fileWriteFileExists {
      return .fileExists(path: path)
    }
    let number = number(error)
    return number == EEXIST ? .fileExists(path: path) : .fileUnwritable(path: path, errno: number)
  }

  /// The system's own number; Foundation keeps it beneath its error.
  private static func number(_ error: any Error) -> Int32 {
    if let fault = error as? POSIXError { return fault.code.rawValue }
    guard let fault = error as? CocoaError else { return 0 }
    if let beneath = fault.underlying as? POSIXError { return beneath.code.rawValue }
    let known: [CocoaError.Code: Int32] = [
      .fileReadNoPermission: EACCES, .fileWriteNoPermission: EACCES,
      .fileWriteVolumeReadOnly: EROFS, .fileWriteOutOfSpace: ENOSPC,
      .fileNoSuchFile: ENOENT, .fileReadNoSuchFile: ENOENT, .fileWriteFileExists: EEXIST,
    ]
    return known[fault.code] ?? EIO
  }
}

extension CocoaError {
  fileprivate var isWriting: Bool {
    let codes: Set<CocoaError.Code> = [
      .fileWriteUnknown, .fileWriteNoPermission, .fileWriteInvalidFileName,
      .fileWriteFileExists, .fileWriteOutOfSpace, .fileWriteVolumeReadOnly,
    ]
    return codes.contains(code)
  }
}
