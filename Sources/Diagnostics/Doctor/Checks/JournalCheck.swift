import FarmDatabase

/// A journal that is not on the disk loses the file at a power cut; a log that never ends fills it.
enum JournalCheck {
  private static let unsafeModes: Set<String> = ["off", "memory"]
  private static let longBytes: UInt64 = 64 << 20

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    guard let condition = facts.farm?.condition else { return [] }
    let mode = condition.journalMode
    if unsafeModes.contains(mode) {
      return [Finding(.journal, .warning, .books(.unsafeJournal(mode: mode)), mend: .person)]
    }
    if condition.writeAheadBytes > max(longBytes, facts.database.bytes) {
      return [
        Finding(
          .journal, .warning, .books(.longWriteAheadLog(bytes: condition.writeAheadBytes)),
          mend: .emptyWriteAheadLog)
      ]
    }
    return [.passed(.journal, .journal(mode: mode))]
  }
}
