import Delivery

extension EnglishWords {
  private static let copyIsSafe = "The copy on the medium is complete; nothing is lost."

  static func telling(_ problem: OutboxProblem) -> Telling {
    switch problem {
    case .folder(let path, let errno):
      Telling(
        "The folder of what is to be sent, \(quoted(path)), cannot be used"
          + note("errno \(errno)") + ".", copyIsSafe,
        "Make room or correct the rights of that folder, then try again.")
    case .full(let entries):
      Telling(
        "\(number(entries)) parcels wait already: nothing more is added.", copyIsSafe,
        "See with “pocket-sync send” what holds them up.")
    case .noRoom(let needed, let free):
      Telling(
        "The PC's disk is too full to prepare what is to be sent: \(size(needed)) are needed, "
          + "\(size(free)) are free.", copyIsSafe,
        "Make room on the PC, then try again.")
    case .busy:
      Telling(
        "Something is being sent already.", copyIsSafe,
        "Wait until it is finished, then try again.")
    case .damaged(let path):
      Telling(
        "Something that waits to be sent is damaged: \(quoted(path)).", copyIsSafe,
        "Send the copy again from the medium: “pocket-sync send”.")
    case .noKey:
      Telling(
        "There is no key: what leaves the farm is always locked.", copyIsSafe,
        "Make one with “pocket-sync keys new --outside”, and print the sheet.")
    case .noSuchParcel(let number):
      Telling(
        "No parcel \(number) waits.", copyIsSafe, "See with “pocket-sync status --json” what waits."
      )
    case .lost(let copies):
      Telling(
        copies == 1
          ? "A copy that this PC sent is not whole on the protected server, or not there."
          : "\(number(copies)) copies that this PC sent are not whole on the protected server, or "
            + "not there.", copyIsSafe,
        "Send the newest one again: “pocket-sync send MEDIUM --server”.")
    }
  }

  static func text(_ sentence: OutsideSentence) -> String {
    switch sentence {
    case .packing(let copy):
      "Copy \(copy) is being locked for the server."
    case .packed(let copy, let bytes):
      "Copy \(copy) is ready for the protected server (\(size(bytes)))."
    case .onItsWay(let copy):
      "Copy \(copy) is on the protected server already, or on its way."
    case .letterWritten:
      "The mail to the helpdesk is ready."
    case .sending(let channel):
      "Sending \(way(channel))…"
    case .sendingAt(let done, let total):
      "Sending: \(size(done)) of \(size(total))"
    case .copySent(let copy):
      "Copy \(copy) is on the protected server."
    case .letterSent:
      "The mail has gone to the helpdesk."
    case .waiting(let channel, let count, let since):
      count == 1
        ? "One parcel \(way(channel)) has waited since \(dateAndTime(since))."
        : "\(number(count)) parcels \(way(channel)) have waited since \(dateAndTime(since))."
    case .nextTry(let moment):
      "Next try by itself: \(dateAndTime(moment)); or at once with “pocket-sync send”."
    case .needsHelp(let code):
      "[\(code)] has to be mended first; then “pocket-sync send” sends it."
    case .nothingWaits:
      "Nothing waits to be sent."
    case .lastDelivery(let channel, let moment):
      "Last sent \(way(channel)): \(dateAndTime(moment))"
    case .notProtected:
      "Beware: this server keeps no old versions; whoever has this PC's key could write over them."
    case .lockedUntil(let moment):
      "The server keeps this copy until \(dateAndTime(moment)): nobody with this PC's key can "
        + "remove it before."
    }
  }

  private static func way(_ channel: OutsideChannel) -> String {
    switch channel {
    case .server: "to the protected server"
    case .mail: "to the helpdesk"
    }
  }
}
