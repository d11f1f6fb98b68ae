extension EnglishWords {
  static func telling(_ problem: LineProblem) -> Telling {
    switch problem {
    case .noAnswer(let address):
      Telling(
        "A device is connected, but no pocket answers on it\(note(address)).", kept,
        "Open the app on the pocket, then try again.")
    case .silent(let address, let seconds):
      Telling(
        "Nothing has come from the pocket for \(number(seconds)) s\(note(address)).",
        received, "Check the cable and try again: the work goes on where it stopped.")
    case .tooNoisy(let address, let tries):
      Telling(
        "The line is too bad: one message failed \(count(tries, "time", "times"))"
          + note(address) + ".",
        received, "Use another cable or another socket of the PC, then try again.")
    case .congested(let address, let bytes):
      Telling(
        "The pocket takes nothing more: \(size(UInt64(clamping: bytes))) are waiting"
          + note(address) + ".",
        received, "Close the other apps on the pocket, then try again.")
    case .unconfirmed(let address):
      Telling(
        "The pocket did not confirm the end of the exchange\(note(address)).", received, again)
    case .reset(let address):
      Telling(
        "The app on the pocket stopped during the exchange\(note(address)).", received,
        "Open the app on the pocket again, then try again.")
    case .closedEarly(let address):
      Telling(
        "The pocket left the exchange before its end\(note(address)).", received,
        "Try again without touching the pocket during the exchange.")
    case .restarted(let address):
      Telling(
        "The other end of the line started afresh\(note(address)).", received,
        "Let only one program talk to the pocket, then try again.")
    }
  }

  static func telling(_ problem: LinkProblem) -> Telling {
    switch problem {
    case .otherVersion(let address, let version):
      Telling(
        "The pocket speaks another version of the link\(note("version \(version)", address)).",
        kept, updatePocket)
    case .impossible(let address):
      Telling(
        "The pocket confirms what was never sent\(note(address)).", received,
        "Switch the pocket off and on, then try again.")
    case .messageTooLong(let address, let bytes, let limitBytes):
      Telling(
        "A message to the pocket is too long"
          + note("\(number(bytes)) > \(number(limitBytes))", address) + ".",
        received, helpdesk)
    case .foreignMessageTooLong(let address, let limitBytes):
      Telling(
        "The pocket sends too much at once"
          + note("> \(number(limitBytes))", address) + ".",
        received, updatePocket)
    case .notOpen(let address):
      Telling("The exchange with the pocket is not open\(note(address)).", received, again)
    case .notTrace(let address):
      Telling(
        "\(quoted(address)) is not the recording of a session.", untouched,
        "Choose another file.")
    case .traceVersion(let address, let version):
      Telling(
        "The recording \(quoted(address)) comes from a newer program"
          + note("version \(version)") + ".",
        untouched, updatePC)
    case .replayDiverged(let address, let offset):
      Telling(
        "The replayed session differs from the recording \(quoted(address))"
          + " at byte \(number(offset)).",
        "The pocket was not touched.", "Send the recording to the helpdesk.")
    }
  }
}
