extension DutchWords {
  static func text(_ sentence: StatusSentence) -> String {
    switch sentence {
    case .database(let path, let farm): "\(shown(farm)): \(shown(path))"
    case .pocket(let label): "\(shown(label))"
    case .retired(let label): "\(shown(label)), buiten dienst"
    case .lastAttempt(let moment?): "Laatste poging: \(dateAndTime(moment))"
    case .lastAttempt(nil): "Laatste poging: nooit"
    case .lastSuccess(let moment?): "Laatst gelukt: \(dateAndTime(moment))"
    case .lastSuccess(nil): "Laatst gelukt: nooit"
    case .noPockets: "Er is nog geen pocket bekend: sluit hem aan en synchroniseer."
    case .copyOn(let volume, let copy, let made, let isPartial):
      "\(quoted(volume)): kopie \(copy) van \(dateAndTime(made))"
        + (isPartial ? ", gedeeltelijk" : "")
    case .oldestMedium(let volume):
      "De oudste kopie staat op \(quoted(volume)): neem de volgende keer die drager."
    case .noCopy: "Er is nog geen gecontroleerde kopie gemaakt."
    case .notInCopy(let label, let count):
      "\(shown(label)): \(records(count)) nog niet in een gecontroleerde kopie."
    case .allInCopy(let label): "\(shown(label)): alles staat in een gecontroleerde kopie."
    case .toDecide(let number):
      "Te beslissen: \(count(number, "verschil", "verschillen")) (pocket-sync conflicts)"
    case .setAside(let number): "Opzij voor de helpdesk: \(records(number))"
    }
  }

  static func text(_ sentence: StoreSentence) -> String {
    switch sentence {
    case .volumes(0): "Er is geen externe drager aangesloten."
    case .volumes(let number): "\(count(number, "drager", "dragers")) aangesloten:"
    case .unfit: "Niet geschikt:"
    case .disc(let kind, let isBlank, let isRewritable):
      shown(kind) + (isBlank ? ", leeg" : ", aanvulbaar") + (isRewritable ? ", herschrijfbaar" : "")
    case .copies(0, let volume): "Geen kopie op \(quoted(volume))."
    case .copies(let number, let volume):
      "\(count(number, "kopie", "kopieën")) op \(quoted(volume)):"
    case .full: "hele databank"
    case .changesSince(let copy): "sinds nr. \(copy)"
    case .complete: "volledig"
    case .partial: "gedeeltelijk"
    case .damaged: "beschadigd"
    case .verifying(let volume): "De kopieën op \(quoted(volume)) worden gecontroleerd…"
    case .fileGood(let file): "\(shown(file)): goed"
    case .fileBad(let file): "\(shown(file)): BESCHADIGD"
    case .allGood(let copies, let files):
      "Alles is goed: \(count(copies, "kopie", "kopieën")),"
        + " \(count(files, "bestand", "bestanden")) gelezen."
    case .left(let milliseconds): "nog \(duration(milliseconds))"
    case .restoring(let copy): "Kopie nr. \(copy) wordt hersteld…"
    case .restored(let copy, let path): "Kopie nr. \(copy) is hersteld in \(quoted(path))."
    case .replaced(let copy, let path): "Kopie \(copy) is nu de databank \(quoted(path))."
    case .keptAside(let path): "De databank die er was, is bewaard als \(quoted(path))."
    case .tableWritten(let table, let number, let path):
      "\(shown(table)): \(count(number, "rij", "rijen")) geschreven in \(quoted(path))."
    case .rehearsing(let copy): "Repetitie: kopie \(copy) wordt herbouwd en geopend…"
    case .rehearsed(let copy, let tables, let number):
      "Kopie \(copy) is herbouwd en geopend; alles is zoals bevestigd:"
        + " \(count(tables, "tabel", "tabellen")), \(count(number, "rij", "rijen"))."
    case .checkedOn(let moment): "Gecontroleerd op \(dateAndTime(moment))"
    case .receiptWritten(let path): "Het bewijs staat in \(quoted(path)): open het en druk het af."
    }
  }

  static func text(_ sentence: DemoSentence) -> String {
    switch sentence {
    case .title: "Demonstratie: een week werk, een pocket, een kopie."
    case .farmMade(let rows, let bytes):
      "Er wordt een bedrijf verzonnen: \(count(rows, "rij", "rijen")), \(size(bytes))."
    case .firstDock(let pockets):
      "Eerste aansluiting: \(count(pockets, "pocket krijgt", "pockets krijgen")) de gegevens."
    case .week(let field, let office):
      "Een week gaat voorbij: \(records(field)) op het veld, \(records(office)) op kantoor."
    case .gateStaysClosed:
      "Er wordt een kopie gevraagd zonder te synchroniseren: geweigerd, zoals het hoort."
    case .secondDock(let baud): "Tweede aansluiting, over een lijn van \(number(baud)) baud."
    case .copying(let path): "Reservekopie naar \(quoted(path))."
    case .restoredElsewhere(let path):
      "De kopie is hersteld in \(quoted(path)) en vergeleken: alles is gelijk."
    case .losersKept(let number):
      "\(count(number, "verschil", "verschillen")) tussen veld en kantoor:"
        + " de waarde die verloor, wordt telkens bewaard."
    case .nothingDecided: "Veld en kantoor spraken elkaar niet tegen."
    case .done(let milliseconds): "Demonstratie geslaagd in \(duration(milliseconds))."
    case .filesAt(let path): "De bestanden staan in \(quoted(path))."
    }
  }
}
