extension GermanWords {
  static func telling(_ problem: SealProblem) -> Telling {
    switch problem {
    case .keyMissing(let recipient):
      Telling(
        "Die Kopie ist verschlossen, und ihr Schlüssel ist nicht auf diesem "
          + "PC\(note(recipient)).",
        copiesKept,
        "Geben Sie das Kennwort oder den Notschlüssel vom Blatt ein; für neue Kopien: "
          + "„pocket-sync keys take“.")
    case .wrongPassphrase:
      Telling(
        "Das Kennwort ist falsch.",
        untouched,
        "Tippen Sie es noch einmal, achten Sie auf Großbuchstaben und Akzente; oder "
          + "tippen Sie den Notschlüssel vom gedruckten Blatt.")
    case .malformedRecoveryKey:
      Telling(
        "Das ist kein Notschlüssel: ein Zeichen ist falsch oder fehlt.",
        untouched,
        "Vergleichen Sie ihn Zeichen für Zeichen mit dem Blatt; er beginnt mit "
          + "AGE-SECRET-KEY-1.")
    case .otherKey(let recipient):
      Telling(
        "Dieser Schlüssel ist nicht der dieser Kopie\(note(recipient)).",
        untouched,
        "Suchen Sie das Blatt dieses Betriebs und vom Datum dieser Kopie.")
    case .damagedIdentityFile:
      Telling(
        "Der verschlossene Schlüssel auf dem Medium ist beschädigt: das Kennwort kann "
          + "ihn nicht öffnen.",
        copiesKept,
        "Tippen Sie den Notschlüssel vom gedruckten Blatt.")
    case .passphraseTooShort(let minimum):
      Telling(
        "Das Kennwort ist zu kurz.",
        untouched,
        "Nehmen Sie mindestens \(number(minimum)) Zeichen, zum Beispiel vier Wörter.")
    case .passphrasesDiffer:
      Telling(
        "Die beiden Kennwörter sind verschieden.",
        untouched,
        "Beginnen Sie neu und tippen Sie zweimal dasselbe.")
    case .keyExists(let path):
      Telling(
        "Dieser Betrieb hat schon einen Schlüssel\(note(path)).",
        untouched,
        "Drucken Sie sein Blatt noch einmal mit „pocket-sync keys sheet“.")
    case .noKey:
      Telling(
        "Die Kopien dieses Betriebs sind nicht verschlossen: es gibt keinen Schlüssel.",
        untouched,
        "Machen Sie einen mit „pocket-sync keys new“.")
    case .noMemory:
      Telling(
        "Dieser PC hat zu wenig freien Speicher für das Kennwort.",
        untouched,
        "Schließen Sie andere Programme und versuchen Sie es erneut, oder tippen Sie "
          + "den Notschlüssel.")
    }
  }

  static func text(_ sentence: SealSentence) -> String {
    switch sentence {
    case .loseBoth:
      "Die Kopien werden verschlossen. Wer dieses Blatt und das Kennwort verliert, "
        + "verliert die Kopien: niemand kann sie öffnen, auch der Helpdesk nicht."
    case .staysReadable:
      "Ohne den Schlüssel bleiben auf dem Medium lesbar: Namen der Pockets, Daten "
        + "der Kopien, Tabellen und ihre Zeilenzahlen."
    case .choosePassphrase:
      "Wählen Sie ein Kennwort:"
    case .repeatPassphrase:
      "Noch einmal dasselbe:"
    case .unlock:
      "Kennwort, oder Notschlüssel vom Blatt:"
    case .keyMade:
      "Von jetzt an werden Kopien verschlossen."
    case .keyTaken:
      "Der Schlüssel ist jetzt auf diesem PC: die Kopien gehen mit ihm weiter."
    case .wayLost:
      "Das Kennwort öffnet die Kopien auf diesem Medium nicht mehr: seine Datei ist beschädigt."
        + " Wählen Sie eines für die künftigen Kopien; die älteren öffnet der Notschlüssel."
    case .sheetWritten(let path):
      "Das Notblatt ist geschrieben: \(quoted(path))."
    case .printSheet:
      "Drucken Sie es, bewahren Sie es fern von PC und Medium auf, und löschen Sie "
        + "dann die Datei."
    case .mediaStayPlain:
      "Ihre Kopien auf Stick oder Festplatte bleiben ohne Schlüssel lesbar: "
        + "Verschlossen ist nur, was den Hof verlässt."
    case .outsideKeyMade:
      "Der Schlüssel ist gemacht: Was den Hof verlässt, ist mit ihm "
        + "verschlossen. Drucken Sie das Blatt jetzt aus."
    case .olderStayPlain:
      "Früher gemachte Kopien bleiben, wie sie sind, unverschlossen."
    case .sheetTitle:
      "Notblatt für verschlossene Kopien"
    case .sheetKey:
      "Notschlüssel"
    case .sheetUse:
      "Wiederherstellen: pocket-sync restore MEDIUM NEUE-DATEI, dann das Kennwort "
        + "oder diesen Schlüssel tippen."
    case .sheetWithoutProgram:
      "Ohne das Programm: Schlüssel in eine Textdatei tippen, dann age -d -i "
        + "SCHLÜSSELDATEI KOPIE.zst.age | zstd -dc > NEUE-DATEI; oder python3 restore.py "
        + "auf dem Medium."
    case .sheetKeep:
      "Wer dieses Blatt und eine Kopie hat, kann alles lesen. Bewahren Sie es auf "
        + "wie die Besitzurkunde, nicht beim Medium."
    }
  }
}
