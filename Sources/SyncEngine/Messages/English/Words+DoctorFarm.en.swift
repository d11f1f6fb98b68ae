import Delivery
import Diagnostics

extension EnglishWords {
  static func telling(_ fault: BooksFault) -> Telling {
    switch fault {
    case .noDatabase:
      Telling(
        "This user has no database yet.", untouched,
        "Prepare it with “pocket-sync init”, or name it with --database.")
    case .triggersGone:
      Telling(
        "pocket-sync's triggers are no longer in the database.",
        "Nothing is lost: everything is compared instead, which is slower.",
        "The command below takes the changes in and makes the triggers again.")
    case .chainGap(let commits):
      Telling(
        "The chain of exchanges lacks \(count(commits, "link", "links")).", baseKept, helpdesk)
    case .imageMissing(let table):
      Telling("The database lacks the image of table \(quoted(table)).", baseKept, helpdesk)
    case .ledgerDamaged(let detail):
      Telling(
        "The ledger beside the database is damaged\(note(detail)).",
        "Nothing of the database is lost; the ledger alone forgets exchanges and copies.",
        "The command below puts it aside. Then synchronise and make a copy.")
    case .longWriteAheadLog(let bytes):
      Telling(
        "The log beside the database has grown to \(size(bytes)).", untouched,
        "Close the farm program, then empty the log.")
    }
  }

  static func telling(_ fault: FarmFault) -> Telling {
    switch fault {
    case .neverSynchronised(let label):
      Telling(
        "\(quoted(label)) was never synchronised to the end.", kept,
        "Connect that pocket and synchronise.")
    case .longUnsynchronised(let label, let moment):
      Telling(
        "\(quoted(label)) has not been synchronised since \(day(moment)).", kept,
        "Connect that pocket and synchronise.")
    case .lastAttemptFailed(let label, let moment):
      Telling(
        "The last attempt with \(quoted(label)), on \(day(moment)), did not reach its end.",
        received, "Leave that pocket connected and synchronise again.")
    case .noCopy:
      Telling(
        "There is no copy on an external medium yet.", baseKept,
        "Plug in a USB stick and run “pocket-sync --then-backup”.")
    case .copyInPlainFolder(let medium):
      Telling(
        "The copy \(quoted(medium)) is in a plain folder, not on an external medium.", baseKept,
        "Plug in a USB stick and make a copy on it.")
    case .oldCopy(let medium, let moment):
      Telling(
        "The newest copy, on \(quoted(medium)), is of \(day(moment)).", copiesKept,
        "Make a new copy with “pocket-sync --then-backup”.")
    case .partialCopy(let medium, let generation):
      Telling(
        "Copy \(number(generation)) on \(quoted(medium)) is a partial one: a pocket is missing.",
        copiesKept, "Synchronise all pockets and make a complete copy.")
    case .waits(let channel, let count, let since):
      Telling(
        "\(self.count(count, "parcel waits for its", "parcels wait for their")) way"
          + " \(whither(channel)), since \(day(since)).", copiesKept,
        "Nothing to do: it is tried again by itself.")
    case .waitsLong(let channel, let count, let since):
      Telling(
        "\(self.count(count, "parcel waits too long for its", "parcels wait too long for their"))"
          + " way \(whither(channel)), since \(day(since)).", copiesKept,
        "Check the connection to the internet, then send.")
    case .heldBack(let channel, let code):
      Telling(
        "A parcel \(whither(channel)) waits for a person (\(shown(code))).", copiesKept,
        "Do what the code \(shown(code)) says, then run “pocket-sync send”.")
    case .farmProgramOld(let version):
      Telling(
        "The protected server does not take version \(quoted(version)) of the farm program.",
        copiesKept, "Update the farm program (later than October 2018).")
    case .farmProgramUnknown:
      Telling(
        "The farm program's version is not known, and the server asks for it.", copiesKept,
        "Put it into the settings: a version later than October 2018 is needed.")
    }
  }

  private static func whither(_ channel: OutsideChannel) -> String {
    switch channel {
    case .server: "to the protected server"
    case .mail: "to the helpdesk"
    }
  }

  private static func day(_ milliseconds: UInt64) -> String {
    date(Moment(milliseconds: milliseconds))
  }
}
