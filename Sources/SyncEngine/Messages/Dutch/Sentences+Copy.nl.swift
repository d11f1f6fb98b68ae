import Backup

extension DutchWords {
  static func text(_ sentence: CopySentence) -> String {
    switch sentence {
    case .gateChecks: "Controle: staan alle registraties op de pc?"
    case .gateOpen: "Ja, alle registraties staan op de pc: de kopie kan worden gemaakt."
    case .gateOpenPartial: "De kopie wordt gedeeltelijk: een pocket wordt weggelaten."
    case .phase(let phase): "\(name(of: phase))…"
    case .phaseAt(let phase, let done, let total):
      "\(name(of: phase)): \(percent(done, of: total)) van \(size(total))."
    case .written(let copy, let volume):
      "Kopie nr. \(copy) is gemaakt en gecontroleerd op \(quoted(volume))."
    case .toldSafe(let label):
      "\(shown(label)) weet nu welke registraties in een gecontroleerde kopie staan."
    case .notTold(let label):
      "\(shown(label)) is niet meer aangesloten: hij verneemt het de volgende keer."
    case .waiting: "Sluit nu de drager voor de kopie aan…"
    case .closing(let volume): "\(quoted(volume)) wordt afgesloten, koppel hem nog niet los…"
    case .stillOpen(let volume):
      "De kopie is klaar, maar \(quoted(volume)) is nog open."
        + " Werp hem uit in het bestandsbeheer voordat u hem loskoppelt."
    case .stillInUse(let volume, let places):
      "\(quoted(volume)) is nog in gebruik: \(some(places))."
        + " Sluit alles, werp hem uit in het bestandsbeheer en koppel hem dan pas los."
    case .mayRemove(let volume): "U mag \(quoted(volume)) nu loskoppelen."
    case .keepUntilNext: "Bewaar deze kopie minstens tot de volgende."
    case .nothingToDo(let copy, let made):
      "Niets te doen: alles staat al op de pc en kopie nr. \(copy) van \(date(made)) bevat het."
    case .pretended(let path):
      "Let op: \(quoted(path)) is een map van de pc, geen externe drager."
        + " Deze kopie zou met de pc verloren gaan."
    case .pretendedDisc(let drive):
      "Let op: \(quoted(drive)) is een bestand van de pc dat een schijfje speelt, geen externe"
        + " drager. Deze kopie zou met de pc verloren gaan."
    case .partial(let missing):
      "Gedeeltelijke kopie: \(some(missing)) ontbreekt. Ze vervangt geen volledige kopie."
    case .removed(let first, let last):
      first == last
        ? "De oude kopie \(first) is van de drager gehaald; nieuwere vervangen haar."
        : "De oude kopieën \(first) tot \(last) zijn van de drager gehaald;"
          + " nieuwere vervangen ze."
    case .notRemoved(let code):
      "Oude kopieën konden niet van de drager worden gehaald [\(code)]. De nieuwe kopie is goed."
    case .notNoted(let code):
      "De kopie is goed, maar de pc kon haar niet optekenen [\(code)]."
        + " De pockets houden hun registraties tot de volgende."
    }
  }

  private static func name(of phase: CopyProgress.Phase) -> String {
    switch phase {
    case .checkingMedium: "Controle van de drager"
    case .checkingBase: "Herlezen van de laatste volledige kopie"
    case .hashing: "Lezen van de databank"
    case .writing: "Schrijven van de kopie, koppel niets los"
    case .readingBack: "Herlezen van wat is geschreven, koppel niets los"
    case .checkingIntegrity: "Controle van de gekopieerde databank, koppel niets los"
    case .publishing: "Afwerken van de kopie, koppel niets los"
    case .burning: "Branden van het schijfje, laat het station dicht"
    case .checkingDisc: "Herlezen van het gebrande schijfje, laat het station dicht"
    case .verifying: "Controle"
    case .restoring: "Herstellen"
    }
  }

  static func text(_ sentence: CertificateSentence) -> String {
    switch sentence {
    case .title(let copy): "Reservekopie nr. \(copy)"
    case .made(let moment): "Gemaakt op \(dateAndTime(moment))"
    case .farm(let name): "Bedrijf: \(shown(name))"
    case .pretendedMedium: "Drager: een map van deze pc, geen externe drager"
    case .pretendedDisc:
      "Drager: een bestand van deze pc dat een schijfje speelt, geen externe drager"
    case .medium(let label, let model): "Drager: \(shown(label))\(note(model))"
    case .complete: "Volledig: alle pockets zitten erin."
    case .partial: "GEDEELTELIJK: ze vervangt geen volledige kopie."
    case .missing(let label, let reason): "Ontbreekt: \(shown(label)): \(shown(reason))"
    case .pocket(let label, 0, let session):
      "\(shown(label)): nog geen registraties, gelezen op \(dateAndTime(session))"
    case .pocket(let label, let newest, let session):
      "\(shown(label)): tot registratie nr. \(number(newest)), gelezen op \(dateAndTime(session))"
    case .arrived(let label, let moment, let sessions):
      "\(shown(label)): laatste registratie hier sinds \(dateAndTime(moment));"
        + " \(count(sessions, "uitwisseling", "uitwisselingen")) tot nu toe"
    case .clockOff(let label, let milliseconds):
      "De klok van \(shown(label)) loopt \(duration(milliseconds.magnitude))"
        + " \(milliseconds > 0 ? "voor" : "achter")."
    case .noPockets: "Dit bedrijf heeft geen pocket."
    case .toDecide(let number):
      "Te beslissen: \(count(number, "verschil", "verschillen")) tussen pocket en pc"
    case .setAside(let number): "Opzij voor de helpdesk: \(records(number))"
    case .size(let database, let onMedium):
      "Databank: \(size(database)); op de drager geschreven: \(size(onMedium))"
    case .full: "Volledige databank"
    case .changesSince(let copy): "Wat is gewijzigd sinds de volledige kopie nr. \(copy)"
    case .readBack(let bytes): "Op de drager herlezen: \(size(bytes)), alles is gelijk."
    case .readBackWeaker(let bytes):
      "Herlezen via een ander programma: \(size(bytes)), alles is gelijk."
    case .readBackBeforeBurning(let bytes):
      "Voor het branden herlezen: \(size(bytes)), alles is gelijk;"
        + " het schijfje wordt daarna gelezen."
    case .baseRead(let copy, let part, let whole):
      "Van de volledige kopie nr. \(copy) deze keer herlezen: \(percent(part, of: whole))"
    case .rebuiltAndCompared:
      "Weer opgebouwd en bladzijde per bladzijde met de databank vergeleken: gelijk."
    case .program(let program): "Gemaakt door \(shown(program))"
    }
  }
}
