extension EnglishWords {
  private static let pair = "Choose “Pair” in the app on the pocket, then run “pocket-sync pair”."
  /// Of a device that may have been reset: nobody knows what it still holds.
  private static let nothingMoved =
    "Nothing was exchanged with this device; what is already on the PC stays there."
  private static let nothingTaken =
    "Nothing of it was taken; the pocket keeps everything until there is a verified copy."
  private static let nothingPaired = "Nothing was paired, nothing was exchanged."

  static func telling(_ problem: KeyProblem) -> Telling {
    Telling(headline(of: problem), safe(after: problem), remedy(of: problem))
  }

  private static func headline(of problem: KeyProblem) -> String {
    switch problem {
    case .notPaired(let address):
      "This pocket and this PC are not paired yet\(note(address))."
    case .forgotten(let address):
      "The pocket does not know this PC any more: it was reset, or its app is new\(note(address))."
    case .keyChanged(let name, let address):
      "The device that says it is \(quoted(name)) does not prove to be the one this PC knows"
        + note(address) + "."
    case .identityChanged(let name, let address):
      "\(quoted(name)) now presents itself as another device\(note(address))."
    case .notContinued(let name, let address):
      "\(quoted(name)) does not go on where its last exchange ended: it was set back to an earlier"
        + " state, or a copy of it is in use\(note(address))."
    case .otherDevice(let address):
      "In the exchange the pocket says it is another device than at the start\(note(address))."
    case .alreadyInSession(let name, let address):
      "\(quoted(name)) is in another exchange at this moment\(note(address))."
    case .noHandshake(let address, let seconds):
      "A device answers, but within \(number(seconds)) s it did not prove who it is"
        + note(address) + "."
    case .otherVersion(let address):
      "The pocket and this program do not know the same protected connection\(note(address))."
    case .altered(let detail, let address):
      "What arrived is not what the pocket sent\(note(detail, address))."
    case .digitsDiffer(true, let address):
      "You answered that the digits are not the same\(note(address))."
    case .digitsDiffer(false, let address):
      "The answer on the pocket is that the digits are not the same\(note(address))."
    case .tooManyAttempts:
      "Too many attempts to pair a pocket have failed: this PC makes no more."
    case .printedKeyRefused(let address):
      "The pocket did not accept the printed key\(note(address))."
    }
  }

  private static func safe(after problem: KeyProblem) -> String {
    switch problem {
    case .notPaired, .alreadyInSession, .noHandshake, .otherVersion, .tooManyAttempts: kept
    case .forgotten, .keyChanged, .identityChanged, .notContinued, .otherDevice: nothingMoved
    case .altered: nothingTaken
    case .digitsDiffer, .printedKeyRefused: nothingPaired
    }
  }

  private static func remedy(of problem: KeyProblem) -> String {
    switch problem {
    case .notPaired, .forgotten: pair
    case .keyChanged:
      "If it was reset or its app is new, run “pocket-sync devices --forget” with its name, then"
        + " pair it. If not, call the helpdesk and read out the code."
    case .identityChanged, .otherDevice: helpdesk
    case .notContinued:
      "On the pocket that is to be used, choose “Pair” in the app, then run “pocket-sync pair”."
    case .alreadyInSession: "Wait for the end of that exchange, then try again."
    case .noHandshake:
      "Keep the app on the pocket open and try again; if this comes back, update the app."
    case .otherVersion:
      "Update this program and the app on the pocket; if the pocket bears a printed key, run"
        + " “pocket-sync pair --key”."
    case .altered:
      "Use another cable or another network and try again; if this comes back, call the helpdesk"
        + " and read out the code."
    case .digitsDiffer: "Connect the pocket to this PC by a cable, then pair them once more."
    case .tooManyAttempts: "Run “pocket-sync devices --new-keys”, then pair every pocket again."
    case .printedKeyRefused: "Read the key printed on the pocket again and type it once more."
    }
  }

  static func telling(_ problem: KeyStoreProblem) -> Telling {
    switch problem {
    case .exposed(let path, let mode):
      Telling(
        "Other people on this PC can read the file of keys \(quoted(path))"
          + note("mode \(String(mode, radix: 8))") + ".",
        untouched, "Run “chmod 600 \(shown(path))”, then try again.")
    case .unreadable(let path):
      Telling(
        "The file of keys \(quoted(path)) is damaged.", untouched,
        "Call the helpdesk and read out the code before “pocket-sync devices --new-keys”.")
    case .systemFault(let path, let call, let errno):
      Telling(
        "The file of keys \(quoted(path)) cannot be read or written"
          + note(call, "errno \(errno)") + ".",
        kept, "Check the free space and the rights in this folder, then try again.")
    }
  }
}
