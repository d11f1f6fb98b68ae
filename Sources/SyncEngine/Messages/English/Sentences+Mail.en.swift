extension EnglishWords {
  static func text(_ sentence: MailSentence) -> String {
    switch sentence {
    case .subject(let farm, let code):
      "Help wanted by \(shown(farm))" + (code.map { " (\(shown($0)))" } ?? "")
    case .askWho: "Who are you? (name, number of the farm, telephone)"
    case .askProblem: "What happened?"
    case .askPurpose: "Why do you send it, what do you want of the helpdesk?"
    case .copyAttached(let copy):
      "Copy no. \(copy) is attached, locked: only the helpdesk can open it."
    case .receiptAttached(let copy, true):
      "Copy no. \(copy) is too large for a mail: its receipt is attached, it is on the protected "
        + "server or on its way."
    case .receiptAttached(let copy, false):
      "Copy no. \(copy) is not attached, only its receipt."
    case .nothingAttached: "No copy is attached."
    case .forTechnician: "For the technician:"
    case .sent(let address): "The mail has left for \(shown(address))."
    case .written(let path): "The mail is written in \(quoted(path))."
    case .openedInMailProgram: "Your mail program opens with it: look at it, then send it."
    case .openYourself: "Open this file with your mail program, then send it."
    }
  }

  static func text(_ sentence: ChannelSentence) -> String {
    switch sentence {
    case .server(let endpoint, let bucket, let prefix):
      "Protected server: \(shown(endpoint)), \(shown(bucket)), \(shown(prefix))"
    case .noServer: "Protected server: not set up yet (pocket-sync channels server)"
    case .mail(let helpdesk, let sender, let host):
      "Mail: to \(shown(helpdesk)), from \(shown(sender)), through \(shown(host))"
    case .noMail: "Mail: not set up yet (pocket-sync channels mail)"
    case .limit(let bytes): "Size of a mail: at most \(size(bytes))"
    case .noHelpdeskKey: "The helpdesk's public key: none, no copies are attached"
    case .saved(let path): "The settings are kept in \(quoted(path)), for you alone."
    case .askPassword(let user): "Password of \(quoted(user)):"
    case .askSecretKey(let id): "Secret key of \(quoted(id)):"
    case .mailChecked(let host):
      "\(shown(host)) answers, is protected and takes the password; nothing was sent."
    case .serverChecked(let endpoint):
      "\(shown(endpoint)) answers, is protected and takes the key; nothing was sent."
    }
  }
}
