extension EnglishWords {
  static func telling(_ problem: FileProblem) -> Telling {
    switch problem {
    case .missing(let path):
      Telling(
        "The database \(quoted(path)) does not exist.", untouched,
        "Give the right file, then try again.")
    case .notADatabase(let path):
      Telling(
        "\(quoted(path)) is not a database.", untouched, "Give the right file, then try again.")
    case .encrypted(let path):
      Telling(
        "The database \(quoted(path)) is encrypted.", untouched,
        "Ask the helpdesk how this database is opened.")
    case .busy(let path, let seconds):
      Telling(
        "Another program has been holding the database \(quoted(path)) for \(number(seconds)) s.",
        baseKept, "Close the farm program, then try again.")
    case .busyAtCopy(let code):
      Telling(
        "Another program holds the database at the time of the copy\(note("SQLite \(code)")).",
        copiesKept, "Close the farm program, then try again.")
    case .inUse(let path, let processID):
      Telling(
        "Another pocket-sync is already at work on the database \(quoted(path))"
          + note(processID.map { "process \($0)" } ?? "") + ".",
        untouched, "Wait until it has finished, then try again.")
    case .open(let path, let processID, let program):
      Telling(
        "\(program.isEmpty ? "Another program" : quoted(program)) has the database"
          + " \(quoted(path)) open\(note("process \(processID)")).",
        untouched, "Close the farm program, then try again.")
    case .readOnly(let path):
      Telling(
        "This PC is not allowed to write to the database \(quoted(path)).", baseKept,
        "Check the permissions of this file and its folder, then try again.")
    case .damaged(let detail):
      Telling(
        "The PC's database is damaged\(note(detail)).",
        "The earlier copies were not touched; the pocket keeps its records.",
        "Record nothing more on the PC and call the helpdesk.")
    case .ledgerDamaged(let path, let detail):
      Telling(
        "The ledger \(quoted(path)) beside the database is damaged\(note(detail)).",
        "Nothing of the database is lost; the ledger alone forgets exchanges and copies.",
        "Run “pocket-sync doctor”: it says how the ledger is put aside.")
    case .diskFull(let path):
      Telling(
        "The PC's disk is full\(note(path)).", baseKept,
        "Make room on this disk, then try again.")
    case .sqlite(let code, let message):
      Telling(
        "The PC's database reports an error\(note("SQLite \(code)", message)).", baseKept,
        helpdesk)
    }
  }

  static func telling(_ problem: StateProblem) -> Telling {
    switch problem {
    case .notPrepared(let path):
      Telling(
        "The database \(quoted(path)) is not yet prepared for the pocket.", untouched,
        "Run “pocket-sync init” once on this database.")
    case .alreadyPrepared(let path):
      Telling(
        "The database \(quoted(path)) is already prepared for the pocket.", untouched,
        "Connect the pocket and synchronise.")
    case .newerFormat(let found, let supported):
      Telling(
        "The database was used with a newer version of this program"
          + note("format \(found) > \(supported)") + ".",
        untouched, updatePC)
    case .olderFormat(let found, let supported):
      Telling(
        "The database was prepared by an older version of this program"
          + note("format \(found) < \(supported)") + ".",
        untouched,
        "Synchronise with the older version, then call the helpdesk and read out the code: "
          + "the database must be prepared anew.")
    case .schemaChanged(let table):
      Telling(
        "The table \(quoted(table)) has changed since the database was prepared.", baseKept,
        "Call the helpdesk and read out the code: the profile must be revised.")
    case .moved:
      Telling(
        "The PC's database changed while the copy was being prepared.", copiesKept,
        "Close the farm program, then try again.")
    case .damagedInbox:
      Telling(
        "A delivery of the pocket, kept on the PC, is unreadable.",
        "The pocket still has these records.", again)
    }
  }
}
