import FarmDatabase

/// A write-ahead log that never ends fills the disk.
///
/// Whether a program keeps its journal on the disk is its own connection's matter: nothing of it
/// stands in the file.
enum JournalCheck {
  private static let longBytes: UInt64 = 64 << 20

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    guard let condition = facts.farm?.condition else { return [] }
    let mode = condition.journalMode
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
