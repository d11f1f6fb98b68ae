import CSQLite
import Synchronization

/// The pages of a database whose writers are locked out; any thread may read.
package final class PageSource: Sendable {
  /// Bytes of a page: a power of two, 512 to 65,536.
  package let pageSize: Int
  /// Pages of the database; SQLite's page 1 is index 0 here.
  package let pageCount: Int
  /// Changes with every write to the file; nil where that cannot be told without reading it all.
  package let stateText: String?

  private let reading: Mutex<PageReading>

  /// Binds to a connection that holds `BEGIN IMMEDIATE` and wrote nothing; stages a WAL.
  package init(lockedBy connection: OpaquePointer, scratchFolder: String) throws(SnapshotError) {
    guard sqlite3_txn_state(connection, "main") == SQLITE_TXN_WRITE else { throw .notLocked }
    let database = LockedDatabase(connection: connection)
    let path = try database.path()
    pageSize = try database.number("PRAGMA main.page_size")
    pageCount = try database.number("PRAGMA main.page_count")
    let mode = try database.text("PRAGMA main.journal_mode")
    let inPlace = mode != "wal" || database.hasEmptyLog(path)
    stateText = inPlace ? database.stateText(path) : nil
    reading = Mutex(
      PageReading(
        source: inPlace ? .live : .unstaged, connection: connection, path: path,
        scratchFolder: scratchFolder))
  }

  /// Binds to a connection without a lock: pages may move and tear; nil where a log holds some.
  package init?(glancingAt connection: OpaquePointer) throws(SnapshotError) {
    let database = LockedDatabase(connection: connection)
    let path = try database.path()
    pageSize = try database.number("PRAGMA main.page_size")
    pageCount = try database.number("PRAGMA main.page_count")
    let mode = try database.text("PRAGMA main.journal_mode")
    guard mode != "wal" || database.hasEmptyLog(path) else { return nil }
    // Where the file was written this very moment, its time does not tell what is written next.
    stateText = database.isAtRest(path) ? database.stateText(path) : nil
    reading = Mutex(
      PageReading(source: .live, connection: connection, path: path, scratchFolder: ""))
  }

  /// SQLite's file change counter as the image holds it.
  package func changeCounter() throws(SnapshotError) -> UInt32 {
    var header = [UInt8](repeating: 0, count: pageSize)
    try header.withUnsafeMutableBufferPointer { bytes throws(SnapshotError) in
      try read(firstPage: 0, count: 1, into: UnsafeMutableRawBufferPointer(bytes))
    }
    return header[24..<28].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads `count` whole pages from index `firstPage` into the start of `buffer`.
  package func read(
    firstPage: Int, count: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SnapshotError) {
    guard firstPage >= 0, count > 0, count <= pageCount - firstPage,
      count <= buffer.count / pageSize, count <= Int(Int32.max) / pageSize,
      let address = buffer.baseAddress
    else { throw .outOfRange(firstPage: firstPage, count: count) }
    let place = UInt(bitPattern: address)
    let result = reading.withLock { reading -> Result<Void, SnapshotError> in
      do throws(SnapshotError) {
        try reading.stageWhereNeeded(pages: pageCount, pageSize: pageSize)
        try reading.read(
          into: place, bytes: count * pageSize, at: Int64(firstPage) * Int64(pageSize))
        return .success(())
      } catch { return .failure(error) }
    }
    try result.get()
  }
}
