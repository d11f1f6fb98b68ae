extension EnglishWords {
  private static let nothingLeft = "Nothing was written or sent; the database is untouched."
  private static let tellHelpdesk =
    "Read this code to the helpdesk: the program has to be corrected."

  static func telling(_ problem: BundleProblem) -> Telling {
    switch problem {
    case .unknownFile(let file):
      Telling(
        "The bundle would have a file that is not allowed: \(quoted(file)).", nothingLeft,
        tellHelpdesk)
    case .unknownField(let file, let field):
      Telling(
        "The bundle would have a field in \(quoted(file)) that is not allowed: "
          + "\(quoted(field)).", nothingLeft, tellHelpdesk)
    case .unfitValue(let file, let field):
      Telling(
        "In \(quoted(file)), what \(quoted(field)) holds is not of the kind that is allowed.",
        nothingLeft, tellHelpdesk)
    case .tooLarge(let bytes, let limit):
      Telling(
        "The bundle would have \(size(bytes)); \(size(limit)) is the most that is allowed.",
        nothingLeft, tellHelpdesk)
    case .noHelpdeskKey:
      Telling(
        "The helpdesk's public key is missing: the bundle cannot be locked for it.", nothingLeft,
        "Ask the helpdesk for it and give it to “pocket-sync channels mail --helpdesk-key”.")
    }
  }

  static func text(_ sentence: BundleSentence) -> String {
    switch sentence {
    case .holds(let bytes): "The bundle for the helpdesk (\(size(bytes))) holds:"
    case .neverHolds:
      "Never in it: the database, a record, a name, an address, a key, a password."
    case .whoIsWho:
      "Names are replaced in it. For the telephone, who is who (this is not in the bundle):"
    case .alias(let mask, let name): "\(shown(mask)) is called \(shown(name))"
    case .mayWrite(let path): "Write this bundle to \(quoted(path))? Answer \(yes) or \(no):"
    case .maySend: "Send this bundle, locked for the helpdesk? Answer \(yes) or \(no):"
    case .written(let path, let bytes): "The bundle is in \(quoted(path)) (\(size(bytes)))."
    case .nothingWritten: "Nothing was written or sent."
    case .attached: "A diagnostic bundle is attached, locked: only the helpdesk can open it."
    case .packed(let bytes):
      "The bundle is ready for the protected server, locked for the helpdesk (\(size(bytes)))."
    case .sent: "The bundle is on the protected server; only the helpdesk can open it."
    }
  }
}
