extension DutchWords {
  private static let nothingBurnt = "Er is niets gebrand; de vorige kopieën zijn intact."
  private static let newDisc = "Leg een leeg schijfje in en bewaar het oude."
  private static let another = "Probeer opnieuw; gebeurt het weer, leg dan een leeg schijfje in."

  static func telling(_ problem: DiscProblem) -> Telling {
    switch problem {
    case .programMissing(let package):
      Telling(
        "Het programma dat cd's, dvd's en bd's brandt, ontbreekt op deze pc.", nothingBurnt,
        "Installeer het Debian-pakket \(quoted(package)) en probeer opnieuw.")
    case .notADrive(let drive):
      Telling(
        "\(quoted(drive)) is geen brander.", nothingBurnt,
        "Kies een station dat “pocket-sync volumes” toont.")
    case .driveRefused(let drive, let detail):
      Telling(
        "De brander \(quoted(drive)) gaat niet open\(note(detail)).", nothingBurnt,
        "Sluit de andere programma's die hem gebruiken en probeer opnieuw.")
    case .noDisc(let drive):
      Telling(
        "Er ligt geen schijfje in \(quoted(drive)).", nothingBurnt,
        "Leg een leeg schijfje in, of dat met de vorige kopieën, en probeer opnieuw.")
    case .closed(let drive):
      Telling(
        "Het schijfje in \(quoted(drive)) is afgesloten: er kan niets meer bij.", nothingBurnt,
        newDisc)
    case .unusable(let drive, let status):
      Telling(
        "Het schijfje in \(quoted(drive)) kan niet worden gebrand\(note(status)).",
        nothingBurnt, newDisc)
    case .full(let needed, let free):
      Telling(
        "De kopie past niet meer op het schijfje: er is \(size(needed)) nodig en"
          + " \(size(free)) vrij.",
        nothingBurnt, newDisc)
    case .changed(let drive):
      Telling(
        "Het schijfje in \(quoted(drive)) is niet meer dat van het begin.", nothingBurnt,
        "Leg het juiste schijfje in en probeer opnieuw.")
    case .burnFailed(let drive, let detail):
      Telling(
        "Het branden in \(quoted(drive)) is mislukt\(note(detail)).",
        "De lopende kopie telt niet; de vorige blijven leesbaar.", another)
    case .burntWrongly(let drive, let files):
      Telling(
        "Het schijfje in \(quoted(drive)) geeft iets anders terug dan is gebrand: \(some(files)).",
        "Deze kopie telt niet; de vorige zijn niet aangeraakt.", newDisc)
    case .unreadable(let drive, let detail):
      Telling(
        "Het schijfje in \(quoted(drive)) is niet leesbaar\(note(detail)).", copiesKept,
        "Maak het schijfje schoon of probeer een ander station.")
    case .notUnderstood(let line):
      Telling(
        "Het brandprogramma antwoordt anders dan verwacht\(note(line)).", copiesKept, helpdesk)
    }
  }
}
