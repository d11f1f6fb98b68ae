import Delivery

extension DutchWords {
  private static let copyIsSafe = "De kopie op de drager is volledig; er is niets verloren."

  static func telling(_ problem: OutboxProblem) -> Telling {
    switch problem {
    case .folder(let path, let errno):
      Telling(
        "De map van de verzendingen \(quoted(path)) is niet bruikbaar"
          + note("errno \(errno)") + ".", copyIsSafe,
        "Maak plaats of herstel de rechten van die map en probeer opnieuw.")
    case .full(let entries):
      Telling(
        "Er wachten al \(number(entries)) verzendingen: er komt niets meer bij.", copyIsSafe,
        "Kijk met “pocket-sync send” wat ze tegenhoudt.")
    case .noRoom(let needed, let free):
      Telling(
        "De schijf van de pc is te vol om de verzending klaar te maken: er is \(size(needed)) "
          + "nodig en \(size(free)) vrij.", copyIsSafe,
        "Maak plaats op de pc en probeer opnieuw.")
    case .busy:
      Telling(
        "Er is al een verzending bezig.", copyIsSafe,
        "Wacht tot die klaar is en probeer opnieuw.")
    case .damaged(let path):
      Telling(
        "Een wachtende verzending is beschadigd: \(quoted(path)).", copyIsSafe,
        "Verzend de kopie opnieuw vanaf de drager: “pocket-sync send”.")
    case .noKey:
      Telling(
        "Er is geen sleutel: wat de hoeve verlaat, is altijd vergrendeld.", copyIsSafe,
        "Maak er een met “pocket-sync keys new --outside” en druk het herstelblad af.")
    case .noSuchParcel(let number):
      Telling(
        "Er wacht geen verzending \(number).", copyIsSafe,
        "Kijk met “pocket-sync status --json” wat er wacht.")
    case .lost(let copies):
      Telling(
        copies == 1
          ? "Een kopie die deze pc verstuurd heeft, staat niet volledig op de beveiligde server, "
            + "of helemaal niet."
          : "\(number(copies)) kopieën die deze pc verstuurd heeft, staan niet volledig op de "
            + "beveiligde server, of helemaal niet.", copyIsSafe,
        "Verzend de nieuwste opnieuw: “pocket-sync send DRAGER --server”.")
    }
  }

  static func text(_ sentence: OutsideSentence) -> String {
    switch sentence {
    case .packing(let copy):
      "Kopie \(copy) wordt vergrendeld voor de server."
    case .packed(let copy, let bytes):
      "Kopie \(copy) is klaar voor de beveiligde server (\(size(bytes)))."
    case .onItsWay(let copy):
      "Kopie \(copy) staat al op de beveiligde server of is onderweg."
    case .letterWritten:
      "De e-mail aan de helpdesk is klaar."
    case .sending(let channel):
      "Verzenden \(way(channel))…"
    case .sendingAt(let done, let total):
      "Verzenden: \(size(done)) van \(size(total))"
    case .copySent(let copy):
      "Kopie \(copy) staat op de beveiligde server."
    case .letterSent:
      "De e-mail is naar de helpdesk vertrokken."
    case .waiting(let channel, let count, let since):
      count == 1
        ? "Eén verzending \(way(channel)) wacht sinds \(dateAndTime(since))."
        : "\(number(count)) verzendingen \(way(channel)) wachten sinds \(dateAndTime(since))."
    case .nextTry(let moment):
      "Volgende poging vanzelf: \(dateAndTime(moment)); of meteen met “pocket-sync send”."
    case .needsHelp(let code):
      "Eerst moet [\(code)] opgelost worden; daarna verzendt “pocket-sync send” het."
    case .nothingWaits:
      "Er wacht geen verzending."
    case .lastDelivery(let channel, let moment):
      "Laatste verzending \(way(channel)): \(dateAndTime(moment))"
    case .notProtected:
      "Let op: deze server bewaart geen oude versies; wie de sleutel van deze pc heeft, zou "
        + "erover kunnen schrijven."
    case .lockedUntil(let moment):
      "De server bewaart deze kopie tot \(dateAndTime(moment)): met de sleutel van deze pc "
        + "kan niemand ze eerder wissen."
    }
  }

  private static func way(_ channel: OutsideChannel) -> String {
    switch channel {
    case .server: "naar de beveiligde server"
    case .mail: "naar de helpdesk"
    }
  }
}
