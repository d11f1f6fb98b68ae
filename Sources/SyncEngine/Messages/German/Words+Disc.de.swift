extension GermanWords {
  private static let nothingBurnt =
    "Es wurde nichts gebrannt; die früheren Kopien sind unversehrt."
  private static let newDisc = "Legen Sie eine leere Disc ein und behalten Sie die alte."
  private static let another =
    "Versuchen Sie es noch einmal; geschieht es wieder, legen Sie eine leere Disc ein."

  static func telling(_ problem: DiscProblem) -> Telling {
    switch problem {
    case .programMissing(let package):
      Telling(
        "Das Programm, das CDs, DVDs und BDs brennt, fehlt auf diesem PC.", nothingBurnt,
        "Installieren Sie Debians Paket \(quoted(package)) und versuchen Sie es noch einmal.")
    case .notADrive(let drive):
      Telling(
        "\(quoted(drive)) ist kein Brenner.", nothingBurnt,
        "Wählen Sie ein Laufwerk, das „pocket-sync volumes“ zeigt.")
    case .driveRefused(let drive, let detail):
      Telling(
        "Der Brenner \(quoted(drive)) lässt sich nicht öffnen\(note(detail)).", nothingBurnt,
        "Schließen Sie die anderen Programme, die ihn benutzen, und versuchen Sie es noch einmal.")
    case .noDisc(let drive):
      Telling(
        "In \(quoted(drive)) liegt keine Disc.", nothingBurnt,
        "Legen Sie eine leere oder die mit den früheren Kopien ein"
          + " und versuchen Sie es noch einmal.")
    case .closed(let drive):
      Telling(
        "Die Disc in \(quoted(drive)) ist abgeschlossen: Es passt nichts mehr dazu.",
        nothingBurnt, newDisc)
    case .unusable(let drive, let status):
      Telling(
        "Die Disc in \(quoted(drive)) lässt sich nicht brennen\(note(status)).", nothingBurnt,
        newDisc)
    case .full(let needed, let free):
      Telling(
        "Die Kopie passt nicht mehr auf die Disc: \(size(needed)) nötig, \(size(free)) frei.",
        nothingBurnt, newDisc)
    case .changed(let drive):
      Telling(
        "Die Disc in \(quoted(drive)) ist nicht mehr die vom Anfang.", nothingBurnt,
        "Legen Sie die richtige Disc ein und versuchen Sie es noch einmal.")
    case .burnFailed(let drive, let detail):
      Telling(
        "Das Brennen in \(quoted(drive)) ist misslungen\(note(detail)).",
        "Die begonnene Kopie zählt nicht; die früheren bleiben lesbar.", another)
    case .burntWrongly(let drive, let files):
      Telling(
        "Die Disc in \(quoted(drive)) gibt anderes zurück, als gebrannt wurde: \(some(files)).",
        "Diese Kopie zählt nicht; die früheren wurden nicht angerührt.", newDisc)
    case .unreadable(let drive, let detail):
      Telling(
        "Die Disc in \(quoted(drive)) lässt sich nicht lesen\(note(detail)).", copiesKept,
        "Reinigen Sie die Disc oder versuchen Sie es mit einem anderen Laufwerk.")
    case .notUnderstood(let line):
      Telling(
        "Das Brennprogramm antwortet anders als erwartet\(note(line)).", copiesKept, helpdesk)
    }
  }
}
