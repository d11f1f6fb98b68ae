/// What `volumes`, `generations`, `verify` and `restore` tell, and how long is left.
package enum StoreSentence: Sendable, Hashable {
  case volumes(count: Int)
  case unfit
  case disc(kind: String, isBlank: Bool, isRewritable: Bool)
  case copies(count: Int, volume: String)
  case full
  case changesSince(copy: UInt64)
  case complete
  case partial
  case damaged
  case verifying(volume: String)
  case fileGood(String)
  case fileBad(String)
  case allGood(copies: Int, files: Int)
  case left(milliseconds: UInt64)
  case restoring(copy: UInt64)
  case restored(copy: UInt64, path: String)
  case replaced(copy: UInt64, path: String)
  case keptAside(path: String)
  case tableWritten(table: String, rows: Int, path: String)
  case rehearsing(copy: UInt64)
  case rehearsed(copy: UInt64, tables: Int, rows: Int)
  case checkedOn(Moment)
  case receiptWritten(path: String)
}
