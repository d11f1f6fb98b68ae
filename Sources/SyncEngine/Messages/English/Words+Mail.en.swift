import Delivery

extension EnglishWords {
  private static let notSent = "Nothing was sent; the copies on the medium are intact."

  static func telling(_ fault: LetterFault) -> Telling {
    switch fault {
    case .tooFewLines(let found, let minimum):
      Telling(
        "The description has \(count(found, "line", "lines")); it needs at least "
          + "\(number(minimum)).", notSent,
        "Write who you are, what happened and why you write, a line each.")
    case .noIdentity:
      Telling(
        "The description does not say who you are.", notSent,
        "Begin with your name, the number of the farm or your telephone.")
    case .noProblem:
      Telling(
        "The description does not say what happened.", notSent,
        "Write what you were doing and what the screen showed.")
    case .noPurpose:
      Telling(
        "The description does not say why you write.", notSent,
        "End with what you want of the helpdesk.")
    case .tooManyLines(let found, let maximum):
      Telling(
        "The description has \(number(found)) lines, and at most \(number(maximum)) are taken.",
        notSent, "Tell what matters most; the helpdesk will ask for the rest.")
    case .fieldTooLong(let field, let scalars, let maximum):
      Telling(
        "\(name(of: field)): \(number(scalars)) characters, and at most \(number(maximum)) are "
          + "taken.", notSent, "Make this answer shorter, then try again.")
    }
  }

  private static func name(of field: LetterField) -> String {
    switch field {
    case .who: "Who you are"
    case .problem: "What happened"
    case .purpose: "Why you write"
    }
  }

  static func telling(_ problem: MailProblem) -> Telling {
    switch problem {
    case .tooLarge(let bytes, let limitBytes):
      Telling(
        "The copy is too large for a mail: \(size(UInt64(bytes))), and at most "
          + "\(size(UInt64(limitBytes))) go.", notSent,
        "Send it to the protected server; the mail then goes with its receipt.")
    case .noHelpdeskKey:
      Telling(
        "The helpdesk's public key is missing: the copy cannot be locked for it.", notSent,
        "Ask the helpdesk for it and give it to “pocket-sync channels mail --helpdesk-key”.")
    case .file(let path, let errno):
      Telling(
        "The mail's file \(quoted(path)) cannot be written or read\(note("errno \(errno)")).",
        notSent, "Make room on the PC's disk, then try again.")
    }
  }

  static func telling(_ problem: ChannelProblem) -> Telling {
    switch problem {
    case .exposed(let path, let mode):
      Telling(
        "Other people on this PC can read the sending settings \(quoted(path))"
          + note("mode \(String(mode, radix: 8))") + ".", untouched,
        "Run “chmod 600 \(shown(path))”, change the passwords, then try again.")
    case .notUnderstood(let path):
      Telling(
        "The file of the sending settings \(quoted(path)) is damaged.", untouched,
        "Move it away, then make the settings again with “pocket-sync channels”.")
    case .newerFormat(let path, let format):
      Telling(
        "The sending settings \(quoted(path)) are of a newer version\(note("\(format)")).",
        untouched, updatePC)
    case .unknownKey(let path, let key):
      Telling(
        "The sending settings \(quoted(path)) hold an unknown word: \(quoted(key)).", untouched,
        "Correct that word or take its line out.")
    case .missing(let path, let key):
      Telling(
        "In the sending settings \(quoted(path)), \(quoted(key)) is missing.", untouched,
        "Complete them with “pocket-sync channels”.")
    case .invalid(let path, let key, let expected):
      Telling(
        "In the sending settings \(quoted(path)), \(quoted(key)) does not fit\(note(expected)).",
        untouched, "Correct that value with “pocket-sync channels”.")
    case .systemFault(let path, let call, let errno):
      Telling(
        "The sending settings \(quoted(path)) do not open\(note(call, "errno \(errno)")).",
        untouched, helpdesk)
    case .noServer:
      Telling(
        "The protected server is not set up on this PC yet.", notSent,
        "Set it up with “pocket-sync channels server”; the helpdesk gives you the values.")
    case .noMail:
      Telling(
        "Mail is not set up on this PC yet.", notSent,
        "Set it up with “pocket-sync channels mail”, or send the file yourself.")
    case .emptySecret:
      Telling("The password is empty.", untouched, "Type it, or name the file that has it.")
    }
  }
}
