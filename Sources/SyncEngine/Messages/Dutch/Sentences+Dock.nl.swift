import FarmDatabase

extension DutchWords {
  static func text(_ sentence: DockSentence) -> String {
    switch sentence {
    case .calling(let address): "De pocket wordt opgeroepen\(note(address))…"
    case .met(let label, let isNew, 0):
      "\(shown(label)): geen registraties over te nemen\(isNew ? ", nieuwe pocket" : "")."
    case .met(let label, let isNew, let waiting):
      "\(shown(label)): \(records(waiting)) over te nemen\(isNew ? ", nieuwe pocket" : "")."
    case .setBack(let label):
      "\(shown(label)) is naar een vroegere toestand teruggezet: hij zendt alles opnieuw,"
        + " niets komt dubbel."
    case .twins(let label):
      "Twee pockets melden zich als \(shown(label)), de ene is een kopie van de andere: er is niets"
        + " verloren. Zet er een terug in de instellingen, zodat de pc ze kan onderscheiden."
    case .recovered(let label, let rows, let reviews):
      "De databank van de pc kwam van een oudere kopie:"
        + " \(records(rows)) teruggehaald van \(shown(label)),"
        + " \(number(reviews)) na te kijken."
    case .received(let done, let total): "\(number(done)) van \(records(total))."
    case .merging(let changes): "Naar de databank van de pc: \(records(changes))…"
    case .merged(let label, let changes):
      "\(shown(label)): \(records(changes)) in de databank van de pc."
    case .captured(let rows):
      "Op de pc \(count(rows, "rij", "rijen")) gewijzigd sinds de vorige keer."
    case .toDecide(let number):
      "\(count(number, "verschil", "verschillen")) tussen pocket en pc: beide waarden worden"
        + " bewaard. Om te beslissen: pocket-sync conflicts."
    case .setAside(let number):
      "\(records(number)) opzijgezet voor de helpdesk: er is niets verloren."
    case .fed(let rows): "\(count(rows, "rij", "rijen")) naar de pocket gezonden."
    case .nothingNew(let label): "\(shown(label)): niets nieuws."
    case .finished(let label, let milliseconds):
      "\(shown(label)): gesynchroniseerd in \(duration(milliseconds))."
    }
  }

  static func columns(_ heading: Heading) -> [String] {
    switch heading {
    case .traffic: ["Tabel", "Ontvangen", "Gezonden", "Te beslissen", "Opzij"]
    case .volumes: ["Drager", "Model", "Grootte", "Vrij", "Laatste kopie"]
    case .generations: ["Kopie", "Datum", "Soort", "Pockets", "Grootte", "Toestand"]
    case .bundle: ["Bestand", "Regels", "Grootte"]
    case .sessions:
      ["Datum", "Pocket", "Resultaat", "Records", "Bytes", "Herhaald", "Duur"]
    case .copies: ["Datum", "Resultaat", "Bytes", "Duur"]
    }
  }

  static func text(_ sentence: SetUpSentence) -> String {
    switch sentence {
    case .prepared(let path, let tables):
      "De databank \(quoted(path)) is klaar: \(count(tables, "tabel doet", "tabellen doen")) mee."
    case .finding(let finding): headline(of: finding)
    case .adopted(let tables) where tables.isEmpty:
      "Niets veranderd: de tabellen zijn zoals ze waren."
    case .adopted(let tables): "Overgenomen: \(some(tables))."
    case .fits(let profile): "Het profiel \(quoted(profile)) past bij de databank."
    case .profileWritten(let path):
      "Het profiel is geschreven in \(quoted(path)): lees het na."
    case .retired(let label, let reason):
      "\(quoted(label)) is buiten dienst: \(shown(reason)). Hij houdt de kopie niet meer tegen."
    case .pairOnPocket: "Kies op de pocket om hem met een pc te koppelen."
    case .compareDigits(let name, let digits):
      "\(quoted(name)) moet deze cijfers tonen: \(shown(digits))."
    case .areDigitsSame: "Toont de pocket dezelfde cijfers? Antwoord \(yes) of \(no):"
    case .paired(let name): "\(quoted(name)) en deze pc zijn gekoppeld."
    case .device(let name, let sessions, let isRetired):
      "\(shown(name)): \(count(sessions, "uitwisseling", "uitwisselingen")) sinds de koppeling"
        + (isRetired ? ", buiten dienst." : ".")
    case .noDevices:
      "Er is nog geen pocket met deze pc gekoppeld: kies “Koppelen” in de app op de pocket en start"
        + " “pocket-sync pair”."
    case .keysRenewed:
      "Deze pc heeft nieuwe sleutels: koppel elke pocket opnieuw met “pocket-sync pair”."
    case .nextStep: "Sluit nu de pocket aan en synchroniseer."
    }
  }
}
