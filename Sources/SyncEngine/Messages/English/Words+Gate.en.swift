import Gate

extension EnglishWords {
  static func telling(_ refusal: GateRefusal) -> Telling {
    switch refusal {
    case .pocketElsewhere(let label):
      Telling(
        "No copy was made: \(quoted(label)) has not been synchronised yet.", copiesKept,
        "Connect \(quoted(label)), then try again.")
    case .recordsOnPocket(let label, let count):
      Telling(
        "No copy was made: \(records(count)) \(isOne(count) ? "is" : "are")"
          + " still on \(quoted(label)).",
        "Nothing is lost: the pocket keeps its records.", "Synchronise \(quoted(label)) again.")
    case .inboxLeftOver(let label, let count):
      Telling(
        "No copy was made: \(records(count)) of \(quoted(label))"
          + " \(isOne(count) ? "waits" : "wait") to enter the database.",
        "Nothing is lost: the PC and the pocket keep them.", "Synchronise \(quoted(label)) again.")
    case .sessionTooOld(let label, 0):
      Telling(
        "No copy was made: the PC's clock went back after \(quoted(label)) was synchronised.",
        copiesKept, "Check the PC's clock and synchronise \(quoted(label)) again.")
    case .sessionTooOld(let label, let minutes):
      Telling(
        "No copy was made: \(quoted(label)) was synchronised \(number(minutes)) min ago.",
        copiesKept, "Synchronise \(quoted(label)) again.")
    case .quarantine(let number):
      Telling(
        "No copy was made: \(records(number)) \(isOne(number) ? "is" : "are") unreadable.",
        "Nothing is lost: the PC keeps them as they came.", helpdesk)
    case .brokenForeignKeys(let number):
      Telling(
        "No copy was made: \(count(number, "row points", "rows point"))"
          + " to an entry that is no longer there.",
        copiesKept, helpdesk)
    case .damagedDatabase(let fault):
      Telling(
        "No copy was made: the PC's database is damaged\(note(fault)).",
        "The earlier copies were not touched: keep them.",
        "Record nothing more on the PC and call the helpdesk.")
    case .databaseMoved:
      Telling(
        "No copy was made: the database has changed since the pockets were read.", copiesKept,
        "Close the farm program and synchronise again.")
    case .unknownException(let label):
      Telling(
        "No copy was made: no pocket is called \(quoted(label)).", copiesKept,
        "Take the name that “pocket-sync status” shows.")
    case .exceptionWithoutReason(let label):
      Telling(
        "No copy was made: the reason for leaving out \(quoted(label)) is missing.", copiesKept,
        "Give the reason with --reason.")
    }
  }
}
