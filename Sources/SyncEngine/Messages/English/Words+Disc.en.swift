extension EnglishWords {
  private static let nothingBurnt = "Nothing was burnt; the earlier copies are intact."
  private static let newDisc = "Put a blank disc in and keep the old one."
  private static let another = "Try again; if it happens again, put a blank disc in."

  static func telling(_ problem: DiscProblem) -> Telling {
    switch problem {
    case .programMissing(let package):
      Telling(
        "The program that burns CDs, DVDs and BDs is missing on this PC.", nothingBurnt,
        "Install Debian's package \(quoted(package)), then try again.")
    case .notADrive(let drive):
      Telling(
        "\(quoted(drive)) is no drive that burns discs.", nothingBurnt,
        "Choose a drive that “pocket-sync volumes” shows.")
    case .driveRefused(let drive, let detail):
      Telling(
        "The drive \(quoted(drive)) cannot be opened\(note(detail)).", nothingBurnt,
        "Close the other programs that use it, then try again.")
    case .noDisc(let drive):
      Telling(
        "There is no disc in \(quoted(drive)).", nothingBurnt,
        "Put a blank disc in, or the one with the earlier copies, then try again.")
    case .closed(let drive):
      Telling(
        "The disc in \(quoted(drive)) is closed: nothing can be added to it.", nothingBurnt,
        newDisc)
    case .unusable(let drive, let status):
      Telling(
        "The disc in \(quoted(drive)) cannot be burnt\(note(status)).", nothingBurnt, newDisc)
    case .full(let needed, let free):
      Telling(
        "The copy does not fit on the disc: \(size(needed)) are needed, \(size(free)) are free.",
        nothingBurnt, newDisc)
    case .changed(let drive):
      Telling(
        "The disc in \(quoted(drive)) is not the one of the beginning.", nothingBurnt,
        "Put the right disc in, then try again.")
    case .burnFailed(let drive, let detail):
      Telling(
        "Burning in \(quoted(drive)) failed\(note(detail)).",
        "The copy that was begun does not count; the earlier ones can still be read.", another)
    case .burntWrongly(let drive, let files):
      Telling(
        "The disc in \(quoted(drive)) gives back something else than was burnt: \(some(files)).",
        "This copy does not count; the earlier ones were not touched.", newDisc)
    case .unreadable(let drive, let detail):
      Telling(
        "The disc in \(quoted(drive)) cannot be read\(note(detail)).", copiesKept,
        "Clean the disc or try another drive.")
    case .notUnderstood(let line):
      Telling(
        "The burning program answers otherwise than expected\(note(line)).", copiesKept, helpdesk)
    }
  }
}
