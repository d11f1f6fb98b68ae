extension GermanWords {
  static func text(_ sentence: StatusSentence) -> String {
    switch sentence {
    case .database(let path, let farm): "\(shown(farm)): \(shown(path))"
    case .pocket(let label): "\(shown(label))"
    case .retired(let label): "\(shown(label)), außer Dienst"
    case .lastAttempt(let moment?): "Letzter Versuch: \(dateAndTime(moment))"
    case .lastAttempt(nil): "Letzter Versuch: nie"
    case .lastSuccess(let moment?): "Letzter Erfolg: \(dateAndTime(moment))"
    case .lastSuccess(nil): "Letzter Erfolg: nie"
    case .noPockets: "Es ist noch kein Pocket bekannt: Schließen Sie es an und gleichen Sie ab."
    case .copyOn(let volume, let copy, let made, let isPartial):
      "\(quoted(volume)): Kopie \(copy) vom \(dateAndTime(made))"
        + (isPartial ? ", unvollständig" : "")
    case .oldestMedium(let volume):
      "Die älteste Kopie ist auf \(quoted(volume)): Nehmen Sie das nächste Mal dieses Medium."
    case .noCopy: "Es wurde noch keine geprüfte Kopie gemacht."
    case .notInCopy(let label, let count):
      "\(shown(label)): \(records(count)) noch nicht in einer geprüften Kopie."
    case .allInCopy(let label): "\(shown(label)): Alles ist in einer geprüften Kopie."
    case .toDecide(let number):
      "Zu entscheiden: \(count(number, "Unterschied", "Unterschiede")) (pocket-sync conflicts)"
    case .setAside(let number): "Zurückgelegt für den Helpdesk: \(records(number))"
    }
  }

  static func text(_ sentence: StoreSentence) -> String {
    switch sentence {
    case .volumes(0): "Es ist kein externer Datenträger angeschlossen."
    case .volumes(let number): "\(number) Datenträger angeschlossen:"
    case .unfit: "Nicht geeignet:"
    case .disc(let kind, let isBlank, let isRewritable):
      shown(kind) + (isBlank ? ", leer" : ", ergänzbar")
        + (isRewritable ? ", wiederbeschreibbar" : "")
    case .copies(0, let volume): "Keine Kopie auf \(quoted(volume))."
    case .copies(let number, let volume):
      "\(count(number, "Kopie", "Kopien")) auf \(quoted(volume)):"
    case .full: "ganze Datenbank"
    case .changesSince(let copy): "seit Nr. \(copy)"
    case .complete: "vollständig"
    case .partial: "Teilkopie"
    case .damaged: "beschädigt"
    case .verifying(let volume): "Die Kopien auf \(quoted(volume)) werden geprüft…"
    case .fileGood(let file): "\(shown(file)): gut"
    case .fileBad(let file): "\(shown(file)): BESCHÄDIGT"
    case .allGood(let copies, let files):
      "Alles ist gut: \(count(copies, "Kopie", "Kopien")),"
        + " \(count(files, "Datei", "Dateien")) gelesen."
    case .left(let milliseconds): "noch \(duration(milliseconds))"
    case .restoring(let copy): "Die Kopie Nr. \(copy) wird wiederhergestellt…"
    case .restored(let copy, let path):
      "Die Kopie Nr. \(copy) ist in \(quoted(path)) wiederhergestellt."
    case .replaced(let copy, let path): "Kopie \(copy) ist jetzt die Datenbank \(quoted(path))."
    case .keptAside(let path): "Die bisherige Datenbank ist als \(quoted(path)) aufgehoben."
    case .tableWritten(let table, let number, let path):
      "\(shown(table)): \(count(number, "Zeile", "Zeilen")) in \(quoted(path)) geschrieben."
    case .rehearsing(let copy): "Probe: Kopie \(copy) wird aufgebaut und geöffnet…"
    case .rehearsed(let copy, let tables, let number):
      "Kopie \(copy) wurde aufgebaut und geöffnet; alles ist wie bescheinigt:"
        + " \(count(tables, "Tabelle", "Tabellen")), \(count(number, "Zeile", "Zeilen"))."
    case .checkedOn(let moment): "Geprüft am \(dateAndTime(moment))"
    case .receiptWritten(let path):
      "Der Beleg ist in \(quoted(path)): Öffnen Sie ihn und drucken Sie ihn."
    }
  }

  static func text(_ sentence: DemoSentence) -> String {
    switch sentence {
    case .title: "Vorführung: eine Woche Arbeit, ein Pocket, eine Kopie."
    case .farmMade(let rows, let bytes):
      "Ein Betrieb wird erfunden: \(count(rows, "Zeile", "Zeilen")), \(size(bytes))."
    case .firstDock(let pockets):
      "Erster Anschluss: \(count(pockets, "Pocket erhält", "Pockets erhalten")) die Daten."
    case .week(let field, let office):
      "Eine Woche vergeht: \(records(field)) auf dem Feld, \(records(office)) im Büro."
    case .gateStaysClosed:
      "Eine Kopie ohne Abgleich wird verlangt: Sie wird abgelehnt, wie es sein muss."
    case .secondDock(let baud): "Zweiter Anschluss, über eine Leitung mit \(number(baud)) Baud."
    case .copying(let path): "Sicherungskopie nach \(quoted(path))."
    case .restoredElsewhere(let path):
      "Die Kopie ist in \(quoted(path)) wiederhergestellt und verglichen: Alles ist gleich."
    case .losersKept(let number):
      "\(count(number, "Unterschied", "Unterschiede")) zwischen Feld und Büro:"
        + " Der unterlegene Wert bleibt jedes Mal erhalten."
    case .nothingDecided: "Feld und Büro haben einander nicht widersprochen."
    case .done(let milliseconds): "Vorführung gelungen in \(duration(milliseconds))."
    case .filesAt(let path): "Die Dateien sind in \(quoted(path))."
    }
  }
}
