package import FarmDatabase
package import Records

/// What a choice would do.
package enum ChoiceMeaning: Sendable, Hashable {
  /// These values are written.
  case takes(String)
  /// What stands stays.
  case stays(String)
  /// The record stays.
  case recordStays
  /// The record goes.
  case recordGoes
  /// Values that the person writes, a column each.
  case writes(columns: String)
  /// The item stays open.
  case waits
  /// A change is tried once more.
  case triesAgain
  /// A change leaves the list; it stays in the database.
  case leavesList
}

/// What `conflicts` tells; records and values come as `RecordWords` writes them.
package enum ReviewSentence: Sendable, Hashable {
  case nothingOpen
  case open(count: Int)
  case more(count: Int)
  case line(moment: Moment, pocket: String?, record: String, ReviewKind, columns: String)
  case title(number: String, record: String)
  case story(ReviewKind)
  case brought(Author, Moment)
  case column(String)
  case before(String)
  case had(Author?, isPC: Bool, moment: Moment?, value: String)
  case stands(String)
  case recordIsGone
  case recordStands
  case changedSince
  case wasDecided(String)
  case possible
  case choice(command: String, ChoiceMeaning)
  case decided(number: String, record: String)
  case nothingWritten(number: String)
  case waiting(count: Int)
  case waitingLine(moment: Moment, pocket: String?, record: String, ChangeKind, QuarantineReason)
  case ruleSays(String)
  case cell(column: String, base: String?, new: String?)
  case placed(number: String)
  case setAside(number: String)
}
