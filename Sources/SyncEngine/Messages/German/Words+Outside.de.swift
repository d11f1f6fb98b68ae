import Delivery

extension GermanWords {
  private static let copyIsSafe =
    "Die Kopie auf dem Datenträger ist vollständig; nichts ist "
    + "verloren."

  static func telling(_ problem: OutboxProblem) -> Telling {
    switch problem {
    case .folder(let path, let errno):
      Telling(
        "Der Ordner der Sendungen \(quoted(path)) ist nicht benutzbar"
          + note("errno \(errno)") + ".", copyIsSafe,
        "Schaffen Sie Platz oder berichtigen Sie die Rechte dieses Ordners, und versuchen Sie "
          + "es erneut.")
    case .full(let entries):
      Telling(
        "Es warten schon \(number(entries)) Sendungen: Es kommt nichts mehr dazu.", copyIsSafe,
        "Sehen Sie mit „pocket-sync send“ nach, was sie aufhält.")
    case .noRoom(let needed, let free):
      Telling(
        "Die Platte des PCs ist zu voll, um die Sendung vorzubereiten: \(size(needed)) nötig, "
          + "\(size(free)) frei.", copyIsSafe,
        "Schaffen Sie Platz auf dem PC, und versuchen Sie es erneut.")
    case .busy:
      Telling(
        "Eine andere Sendung läuft gerade.", copyIsSafe,
        "Warten Sie, bis sie fertig ist, und versuchen Sie es erneut.")
    case .damaged(let path):
      Telling(
        "Eine wartende Sendung ist beschädigt: \(quoted(path)).", copyIsSafe,
        "Senden Sie die Kopie noch einmal vom Datenträger: „pocket-sync send“.")
    case .noKey:
      Telling(
        "Es gibt keinen Schlüssel: Was den Hof verlässt, ist immer verschlossen.", copyIsSafe,
        "Machen Sie einen mit „pocket-sync keys new --outside“, und drucken Sie das Blatt aus.")
    case .noSuchParcel(let number):
      Telling(
        "Eine Sendung \(number) wartet nicht.", copyIsSafe,
        "Sehen Sie mit „pocket-sync status --json“ nach, was wartet.")
    case .lost(let copies):
      Telling(
        copies == 1
          ? "Eine Kopie, die dieser PC gesendet hat, ist auf dem geschützten Server nicht "
            + "vollständig oder nicht da."
          : "\(number(copies)) Kopien, die dieser PC gesendet hat, sind auf dem geschützten Server "
            + "nicht vollständig oder nicht da.", copyIsSafe,
        "Senden Sie die neueste noch einmal: „pocket-sync send DATENTRÄGER --server“.")
    }
  }

  static func text(_ sentence: OutsideSentence) -> String {
    switch sentence {
    case .packing(let copy):
      "Kopie \(copy) wird für den Server verschlossen."
    case .packed(let copy, let bytes):
      "Kopie \(copy) ist bereit für den geschützten Server (\(size(bytes)))."
    case .onItsWay(let copy):
      "Kopie \(copy) ist schon auf dem geschützten Server oder unterwegs."
    case .letterWritten:
      "Die E-Mail an den Helpdesk ist bereit."
    case .sending(let channel):
      "Senden \(way(channel))…"
    case .sendingAt(let done, let total):
      "Senden: \(size(done)) von \(size(total))"
    case .copySent(let copy):
      "Kopie \(copy) ist auf dem geschützten Server."
    case .letterSent:
      "Die E-Mail ist an den Helpdesk abgegangen."
    case .waiting(let channel, let count, let since):
      count == 1
        ? "Eine Sendung \(way(channel)) wartet seit \(dateAndTime(since))."
        : "\(number(count)) Sendungen \(way(channel)) warten seit \(dateAndTime(since))."
    case .nextTry(let moment):
      "Nächster Versuch von selbst: \(dateAndTime(moment)); oder sofort mit „pocket-sync send“."
    case .needsHelp(let code):
      "Zuerst muss [\(code)] behoben werden; danach sendet „pocket-sync send“ sie."
    case .nothingWaits:
      "Es wartet keine Sendung."
    case .lastDelivery(let channel, let moment):
      "Letzte Sendung \(way(channel)): \(dateAndTime(moment))"
    case .notProtected:
      "Achtung: Dieser Server bewahrt alte Fassungen nicht auf; wer den Schlüssel dieses PCs "
        + "hat, könnte darüberschreiben."
    case .lockedUntil(let moment):
      "Der Server bewahrt diese Kopie bis \(dateAndTime(moment)): Mit dem Schlüssel "
        + "dieses PCs kann sie vorher niemand löschen."
    }
  }

  private static func way(_ channel: OutsideChannel) -> String {
    switch channel {
    case .server: "an den geschützten Server"
    case .mail: "an den Helpdesk"
    }
  }
}
