import CSQLite
import Glibc

/// A copy made by SQLite's backup API: one consistent state of main file and log together.
enum StagedCopy {
  /// The descriptor of an unnamed file in `folder`; the caller closes it.
  static func make(of path: String, in folder: String) throws(SnapshotError) -> Int32 {
    var template = Array((folder + "/staged-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .scratch(errno: errno) }
    let name = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    defer {
      unlink(name)
      unlink(name + "-journal")
    }
    do throws(SnapshotError) {
      try copy(from: path, to: name)
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// The locked connection itself cannot be the source (SQLITE_BUSY), so a second one reads; as
  /// nobody can commit meanwhile, it sees what the locked one sees.
  private static func copy(from path: String, to name: String) throws(SnapshotError) {
    let source = try open(path, SQLITE_OPEN_READONLY)
    defer { sqlite3_close_v2(source) }
    let target = try open(name, SQLITE_OPEN_READWRITE)
    defer { sqlite3_close_v2(target) }
    sqlite3_exec(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nil, nil, nil)
    guard let backup = sqlite3_backup_init(target, "main", source, "main") else {
      throw .sqlite(code: sqlite3_extended_errcode(target))
    }
    let step = sqlite3_backup_step(backup, -1)
    let finish = sqlite3_backup_finish(backup)
    guard step == SQLITE_DONE else { throw .sqlite(code: step) }
    guard finish == SQLITE_OK else { throw .sqlite(code: finish) }
  }

  private static func open(_ path: String, _ flags: Int32) throws(SnapshotError) -> OpaquePointer {
    var connection: OpaquePointer?
    let code = sqlite3_open_v2(path, &connection, flags, nil)
    guard code == SQLITE_OK, let connection else {
      sqlite3_close_v2(connection)
      throw .sqlite(code: code)
    }
    sqlite3_busy_timeout(connection, busyMilliseconds)
    return connection
  }

  private static let busyMilliseconds: Int32 = 5_000
}
