extension EnglishWords {
  private static let notGone = "The mail did not leave; nothing is lost."
  private static let nothingGiven = "It was given neither the password nor the mail."
  private static let later = "Check this PC's access to the internet, then try again."
  private static let settings = "Correct the settings with “pocket-sync channels mail”."

  static func telling(_ problem: MailServerProblem) -> Telling {
    switch problem {
    case .hostNotFound(let host):
      Telling("The mail server \(quoted(host)) is not found on the internet.", notGone, later)
    case .connectionRefused(let host, let port):
      Telling(
        "The mail server \(quoted(host)) takes no connection\(note("port \(port)")).", notGone,
        settings)
    case .notReachable(let host, let port, let errno):
      Telling(
        "The mail server \(quoted(host)) cannot be reached"
          + note("port \(port)", "errno \(errno)") + ".", notGone, later)
    case .silent(let host, let seconds):
      Telling(
        "The mail server \(quoted(host)) has said nothing for \(number(seconds)) s.", notGone,
        "Try again later.")
    case .noProtection(let host):
      Telling(
        "The mail server \(quoted(host)) offers no protected connection.", nothingGiven, settings)
    case .certificateRefused(let host, let detail):
      Telling(
        "Nothing proves that this server really is \(quoted(host))\(note(detail)).", nothingGiven,
        helpdesk)
    case .protectionFailed(let host, let detail):
      Telling(
        "The protected connection with \(quoted(host)) does not come about\(note(detail)).",
        nothingGiven, "Try again later.")
    case .certificateFile(let path):
      Telling("The file of certificates \(quoted(path)) cannot be read.", notGone, settings)
    case .cut(let host, let detail):
      Telling(
        "The connection with \(quoted(host)) broke before the end\(note(detail)).", notGone, later)
    case .unconfirmed(let host):
      Telling(
        "The connection with \(quoted(host)) broke at the end: the mail may have arrived.",
        "Another try bears the same number: the helpdesk sees that it is the same mail.",
        "Try again in an hour.")
    }
  }

  static func telling(_ problem: SubmissionProblem) -> Telling {
    switch problem {
    case .loginRefused(let user, let reply):
      Telling(
        "The mail server refuses the name \(quoted(user)) or its password\(note(reply)).", notGone,
        settings)
    case .noLogin(let host):
      Telling(
        "The mail server \(quoted(host)) wants to know who sends, and offers no way to say it.",
        notGone, settings)
    case .senderRefused(let address, let reply):
      Telling(
        "The mail server refuses the sender \(quoted(address))\(note(reply)).", notGone, settings)
    case .recipientRefused(let address, let reply):
      Telling(
        "The mail server refuses the recipient \(quoted(address))\(note(reply)).", notGone, settings
      )
    case .tooLargeForServer(let bytes, let limitBytes, let reply):
      Telling(
        "The mail server does not take \(size(UInt64(bytes)))"
          + (limitBytes.map { ", but at most \(size(UInt64($0)))" } ?? "") + "\(note(reply)).",
        notGone, "Send the copy to the protected server; the mail then goes with its receipt.")
    case .later(let reply):
      Telling(
        "The mail server asks to come again later\(note(reply)).", notGone, "Try again in an hour.")
    case .refused(let reply):
      Telling("The mail server refuses this mail\(note(reply)).", notGone, helpdesk)
    }
  }
}
