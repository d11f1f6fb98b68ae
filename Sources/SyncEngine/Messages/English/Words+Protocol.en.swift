extension EnglishWords {
  static func telling(_ problem: ConversationProblem) -> Telling {
    switch problem {
    case .malformed(let field, let address):
      Telling(
        "The pocket sends an unreadable message\(note(field, address)).", received,
        updatePocket)
    case .overLimit(let limit, let found, let maximum, let address):
      Telling(
        "The pocket goes past a limit"
          + note("\(limit) \(number(found)) > \(number(maximum))", address) + ".",
        received, updatePocket)
    case .outOfTurn(let message, let state, let address):
      Telling(
        "The pocket sends a message at the wrong time\(note(message, state, address)).",
        received, updatePocket)
    case .otherVersion(let oldest, let newest, let address):
      Telling(
        "The pocket and this program do not speak the same version"
          + note("\(oldest)–\(newest)", address) + ".",
        kept, ConversationProblem.isPCTooOld(oldest: oldest) ? updatePC : updatePocket)
    case .contradiction(let field, let address):
      Telling("The pocket contradicts itself\(note(field, address)).", received, updatePocket)
    }
  }

  static func telling(_ problem: RefusalProblem) -> Telling {
    switch problem {
    case .notUnderstood(let code, let detail, let address):
      Telling(
        "The pocket did not understand this program\(note("refusal \(code)", detail, address)).",
        received, updatePocket)
    case .notPaired(let address):
      Telling(
        "The pocket does not know this PC yet\(note(address)).", kept,
        "Accept this PC in the app on the pocket, then try again.")
    case .retired(let address):
      Telling(
        "The pocket says that it is out of service\(note(address)).", kept,
        "Call the helpdesk if this pocket is to be used again.")
    case .busy(let address):
      Telling(
        "The pocket is busy with another exchange\(note(address)).", kept,
        "Wait a minute, then try again.")
    case .otherFarm(let address):
      Telling(
        "The pocket keeps records for another farm\(note(address)).", kept,
        "Connect it to the PC of that farm first. If this PC's database was prepared anew, restore"
          + " the latest copy first.")
    case .gap(let address):
      Telling(
        "This PC held records that another pocket had sent under the same name\(note(address)).",
        "Both pockets still have everything, and the PC has set that reception aside.",
        "Synchronise once more.")
    case .noRoom(let address):
      Telling(
        "The pocket has no room left\(note(address)).", received,
        "Make room on the pocket, then try again.")
    case .stopped(let address):
      Telling(
        "The exchange was stopped on the pocket\(note(address)).", received,
        "Try again when you like: the work goes on where it stopped.")
    case .ownFault(let detail, let address):
      Telling(
        "The app on the pocket has failed\(note(detail, address)).", received,
        "Close the app on the pocket and open it again, then try again.")
    case .schemaNotKept(let detail, let address):
      Telling(
        "The app on the pocket cannot keep all of the data\(note(detail, address)).",
        received, updatePocket)
    case .unknown(let code, let detail, let address):
      Telling(
        "The pocket refused for an unknown reason\(note("refusal \(code)", detail, address)).",
        received, updatePC)
    }
  }
}
