/// The file of the PC's database cannot be read or written.
package enum FileProblem: Sendable, Hashable {
  case missing(path: String)
  case notADatabase(path: String)
  case encrypted(path: String)
  case busy(path: String, seconds: Int)
  case busyAtCopy(code: Int32)
  case inUse(path: String, processID: Int32?)
  case open(path: String, processID: Int32, program: String)
  case readOnly(path: String)
  case damaged(detail: String)
  case ledgerDamaged(path: String, detail: String)
  case diskFull(path: String)
  case sqlite(code: Int32, message: String)
}

/// The PC's database can be read, but it is not in the state that the work needs.
package enum StateProblem: Sendable, Hashable {
  case notPrepared(path: String)
  case alreadyPrepared(path: String)
  case newerFormat(found: Int, supported: Int)
  case olderFormat(found: Int, supported: Int)
  case schemaChanged(table: String)
  case moved
  case damagedInbox
}
