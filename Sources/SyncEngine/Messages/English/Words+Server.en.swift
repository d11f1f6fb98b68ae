extension EnglishWords {
  private static let copyKept = "The copy on the medium is complete; it is sent at a later try."
  private static let nothingGiven =
    "Neither the key nor the copy was given to it; the copy on the medium is complete."
  private static let internet = "Check that this PC has internet, then try again."
  private static let settings = "Correct the settings with “pocket-sync channels server”."

  static func telling(_ problem: ServerLineProblem) -> Telling {
    switch problem {
    case .nameNotFound(let host):
      Telling(
        "The protected server \(quoted(host)) is not found on the internet.", copyKept, internet)
    case .refusedConnection(let host):
      Telling(
        "The protected server \(quoted(host)) accepts no connection.", copyKept,
        "Try again later; if it stays so, call the helpdesk.")
    case .unreachable(let host, let errno):
      Telling(
        "The protected server \(quoted(host)) cannot be reached\(note("errno \(errno)")).",
        copyKept, internet)
    case .silent(let host):
      Telling("The protected server \(quoted(host)) does not answer.", copyKept, internet)
    case .untrusted(let host, let detail):
      Telling(
        "Nothing proves that the protected server is \(quoted(host))\(note(detail)).",
        nothingGiven, helpdesk)
    case .noEncryption(let host, let detail):
      Telling(
        "No protected line to the server \(quoted(host)) comes about\(note(detail)).",
        nothingGiven, "Try again later; if it stays so, call the helpdesk.")
    case .trustFile(let path):
      Telling(
        "The certificates of the protected server in \(quoted(path)) cannot be read.", copyKept,
        settings)
    case .cut(let host):
      Telling(
        "The line to the protected server \(quoted(host)) broke.",
        "What has arrived is not sent again; the copy on the medium is complete.", internet)
    }
  }

  static func telling(_ problem: ServerProblem) -> Telling {
    switch problem {
    case .wrongCredentials(let host):
      Telling(
        "The protected server \(quoted(host)) does not know the key, or its secret is wrong.",
        copyKept, settings)
    case .forbidden(let host, let code):
      Telling(
        "The farm's key may not do this on \(quoted(host))\(note(code)).", copyKept, helpdesk)
    case .noSuchBucket(let bucket):
      Telling(
        "The protected server has no bucket \(quoted(bucket)).", copyKept, settings)
    case .skewedClock(let seconds):
      Telling(
        "This PC's clock is \(duration(UInt64(seconds.magnitude) * 1_000)) "
          + (seconds < 0 ? "behind" : "ahead of") + " the protected server's.", copyKept,
        "Set the PC's date and time, then try again.")
    case .full(let host, let code):
      Telling(
        "The protected server \(quoted(host)) has no room left for this farm\(note(code)).",
        copyKept, helpdesk)
    case .unavailable(let host, let status, let code):
      Telling(
        "The protected server \(quoted(host)) cannot do it just now"
          + note("HTTP \(status)", code) + ".", copyKept,
        "Try again in an hour; if it stays so, call the helpdesk.")
    case .refused(let host, let status, let code):
      Telling(
        "The protected server \(quoted(host)) refuses\(note("HTTP \(status)", code)).", copyKept,
        helpdesk)
    case .notUnderstood(let host, let detail):
      Telling(
        "What \(quoted(host)) answers is not the answer of a protected server\(note(detail)).",
        copyKept, settings)
    case .wrongRegion(let expected):
      Telling(
        "The protected server calls its region \(quoted(expected)).", copyKept, settings)
    case .unusableAddress(let text):
      Telling(
        "The address \(quoted(text)) is none of a protected server.", copyKept,
        "Give an address that begins with “https://”.")
    case .unusableAccount(let field):
      Telling(
        "In the account of the protected server \(quoted(field)) cannot be used.", copyKept,
        settings)
    }
  }

  static func telling(_ problem: SentCopyProblem) -> Telling {
    switch problem {
    case .otherContent(let file):
      Telling(
        "The protected server has another file under the name \(quoted(file)).",
        "Nothing was written over, neither there nor on the medium.", helpdesk)
    case .notSealed(let file):
      Telling(
        "\(quoted(file)) is not locked: nothing leaves the farm unlocked.",
        "Nothing was sent; the copy on the medium is complete.",
        "Make a key with “pocket-sync keys new”, then a new copy.")
    case .localFile(let file):
      Telling(
        "\(quoted(file)) on this PC or medium is not the file of the copy.",
        "Nothing wrong was sent; the earlier copies on the server are intact.",
        "Check the medium with “pocket-sync verify”, then make a new copy.")
    case .missing(let file):
      Telling(
        "\(quoted(file)) is missing on the protected server.",
        "The copies on the medium were not touched.",
        "Send the copy once more, or restore from the medium.")
    case .damaged(let file):
      Telling(
        "\(quoted(file)) does not come back from the protected server as it was sent.",
        "The copies on the medium were not touched.",
        "Use another copy, and call the helpdesk.")
    case .nothingThere:
      Telling(
        "There is no copy of this farm on the protected server.", untouched,
        "Check account and farm, or use a medium.")
    case .noSuchCopy(let number):
      Telling(
        "Copy \(self.number(number)) is not on the protected server.", untouched,
        "List the copies with “pocket-sync generations”.")
    case .versionTooOld(let version):
      Telling(
        "The protected server takes no copies of the farm program's version \(quoted(version)).",
        "The copy on the medium is complete.",
        "Update the farm program: a version after October 2018 is needed.")
    case .versionUnknown(let version):
      Telling(
        "The version of the farm program is not known\(note(version)).",
        "The copy on the medium is complete; nothing was sent.",
        "Give its version in the settings: one after October 2018 is needed.")
    case .state(let path, let errno):
      Telling(
        "What was sent to the protected server cannot be noted in \(quoted(path))"
          + note("errno \(errno)") + ".", copyKept, "Make room on the PC's disk, then try again.")
    }
  }
}
