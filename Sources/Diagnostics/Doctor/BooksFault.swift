/// The farm's file or the bookkeeping in it and beside it is not as it should be.
package enum BooksFault: Sendable, Hashable {
  /// `init` was not run by this user, and nothing names a database.
  case noDatabase
  /// Nothing is lost: the compare finds what the triggers would have named, only slower.
  case triggersGone
  case chainGap(commits: Int)
  case imageMissing(table: String)
  case ledgerDamaged(detail: String)
  case longWriteAheadLog(bytes: UInt64)

  var number: Int {
    switch self {
    case .noDatabase: 31
    case .triggersGone: 32
    case .chainGap: 33
    case .imageMissing: 34
    case .ledgerDamaged: 35
    case .longWriteAheadLog: 36
    }
  }
}
