extension EnglishWords {
  static func telling(_ problem: UsageProblem) -> Telling {
    switch problem {
    case .unreadableAddress(let text):
      Telling(
        "\(quoted(text)) is not the address of a pocket.", untouched,
        "Write for example /dev/ttyACM0, /dev/ttyUSB0@9600, usb:1-2 or tcp:name:port.")
    case .missingOption(let option):
      Telling("The option \(shown(option)) is missing.", untouched, "Add it, then try again.")
    case .optionsExclude(let one, let other):
      Telling(
        "The options \(shown(one)) and \(shown(other)) do not go together.", untouched,
        "Remove one of them, then try again.")
    case .unknownPocket(let name):
      Telling(
        "No pocket in service is called \(quoted(name)).", untouched,
        "Take the name that “pocket-sync status” shows.")
    case .missingReason(let name):
      Telling(
        "The reason for leaving out \(quoted(name)) is missing.", untouched,
        "Give the reason with --reason.")
    case .fileMissing(let path):
      Telling(
        "The file \(quoted(path)) does not exist.", untouched,
        "Give the right file, then try again.")
    case .fileUnreadable(let path, let detail):
      Telling(
        "The file \(quoted(path)) cannot be read\(note(detail)).", untouched,
        "Check this file and its permissions, then try again.")
    case .fileUnwritable(let path, let errno):
      Telling(
        "The file \(quoted(path)) cannot be written\(note("errno \(errno)")).", untouched,
        "Choose another folder, then try again.")
    case .fileExists(let path):
      Telling(
        "\(quoted(path)) exists already.", "It was not replaced.",
        "Choose another name, then try again.")
    case .unreadablePrintedKey(let key):
      Telling(
        "\(quoted(key)) is no printed key.", untouched,
        "Read the key on the pocket again: four groups of five letters and digits.")
    }
  }

  static func telling(_ problem: LookupProblem) -> Telling {
    switch problem {
    case .noSuchItem(let number):
      Telling(
        "There is no no. \(shown(number)) in the list.", untouched,
        "Take a number that “pocket-sync conflicts” shows.")
    case .choiceDoesNotFit(let number):
      Telling(
        "This choice does not exist for no. \(shown(number)).", untouched,
        "See what can be chosen with “pocket-sync conflicts show \(shown(number))”.")
    case .valueCount(let expected, let found):
      Telling(
        "It takes \(count(expected, "value", "values")), you gave \(self.number(found)).",
        untouched, "Give a value for each column, between quotes where it has blanks.")
    case .noSuchTable(let name):
      Telling(
        "No table that takes part is called \(quoted(name)).", untouched,
        "Take a table's name that “pocket-sync history” shows.")
    case .noSuchRecord(let table, let key):
      Telling(
        "The table \(quoted(table)) has no record \(quoted(key)).", untouched,
        "Check the name or the key, then try again.")
    case .severalRecords(let table, let key):
      Telling(
        "The table \(quoted(table)) has several records \(quoted(key)).", untouched,
        "Give the record's key.")
    case .noSuchSession(let name):
      Telling(
        "No session and no number is \(quoted(name)).", untouched,
        "Take what “pocket-sync history” shows.")
    }
  }

  static func telling(_ problem: ProgramProblem) -> Telling {
    switch problem {
    case .unexpected(let detail):
      Telling("This program made a mistake\(note(detail)).", received, helpdesk)
    case .noReason:
      Telling("This program stopped without saying why.", received, helpdesk)
    case .demo(let detail):
      Telling(
        "The demonstration stopped\(note(detail)).", "Your data take no part in it.",
        "Start the demonstration again in an empty folder.")
    }
  }

  static var interrupted: Telling {
    Telling(
      "The work was stopped at your request.", received,
      "Try again when you like: the work goes on where it stopped.")
  }
}
