extension GermanWords {
  static func telling(_ problem: FileProblem) -> Telling {
    switch problem {
    case .missing(let path):
      Telling(
        "Die Datenbank \(quoted(path)) gibt es nicht.", untouched,
        "Geben Sie die richtige Datei an und versuchen Sie es noch einmal.")
    case .notADatabase(let path):
      Telling(
        "\(quoted(path)) ist keine Datenbank.", untouched,
        "Geben Sie die richtige Datei an und versuchen Sie es noch einmal.")
    case .encrypted(let path):
      Telling(
        "Die Datenbank \(quoted(path)) ist verschlüsselt.", untouched,
        "Fragen Sie den Helpdesk, wie diese Datenbank zu öffnen ist.")
    case .busy(let path, let seconds):
      Telling(
        "Ein anderes Programm hält die Datenbank \(quoted(path)) seit \(number(seconds)) s fest.",
        baseKept, "Schließen Sie das Betriebsprogramm und versuchen Sie es noch einmal.")
    case .busyAtCopy(let code):
      Telling(
        "Ein anderes Programm hält die Datenbank während der Kopie fest\(note("SQLite \(code)")).",
        copiesKept, "Schließen Sie das Betriebsprogramm und versuchen Sie es noch einmal.")
    case .inUse(let path, let processID):
      Telling(
        "Ein anderes pocket-sync arbeitet bereits an der Datenbank \(quoted(path))"
          + note(processID.map { "Prozess \($0)" } ?? "") + ".",
        untouched, "Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.")
    case .open(let path, let processID, let program):
      Telling(
        "\(program.isEmpty ? "Ein anderes Programm" : quoted(program)) hat die Datenbank"
          + " \(quoted(path)) geöffnet\(note("Prozess \(processID)")).",
        untouched, "Schließen Sie das Hofprogramm und versuchen Sie es noch einmal.")
    case .readOnly(let path):
      Telling(
        "Dieser PC darf nicht in die Datenbank \(quoted(path)) schreiben.", baseKept,
        "Prüfen Sie die Rechte dieser Datei und ihres Ordners und versuchen Sie es noch einmal.")
    case .damaged(let detail):
      Telling(
        "Die Datenbank des PCs ist beschädigt\(note(detail)).",
        "Die früheren Kopien wurden nicht angerührt; das Pocket behält seine Einträge.",
        "Geben Sie auf dem PC nichts mehr ein und rufen Sie den Helpdesk an.")
    case .ledgerDamaged(let path, let detail):
      Telling(
        "Das Register \(quoted(path)) neben der Datenbank ist beschädigt\(note(detail)).",
        "Von der Datenbank ist nichts verloren; nur das Register vergisst Abgleiche und Kopien.",
        "Starten Sie „pocket-sync doctor“: Es sagt, wie das Register beiseitegelegt wird.")
    case .diskFull(let path):
      Telling(
        "Die Festplatte des PCs ist voll\(note(path)).", baseKept,
        "Schaffen Sie Platz auf dieser Festplatte und versuchen Sie es noch einmal.")
    case .sqlite(let code, let message):
      Telling(
        "Die Datenbank des PCs meldet einen Fehler\(note("SQLite \(code)", message)).", baseKept,
        helpdesk)
    }
  }

  static func telling(_ problem: StateProblem) -> Telling {
    switch problem {
    case .notPrepared(let path):
      Telling(
        "Die Datenbank \(quoted(path)) ist noch nicht für das Pocket vorbereitet.", untouched,
        "Starten Sie einmal „pocket-sync init“ für diese Datenbank.")
    case .alreadyPrepared(let path):
      Telling(
        "Die Datenbank \(quoted(path)) ist schon für das Pocket vorbereitet.", untouched,
        "Schließen Sie das Pocket an und gleichen Sie ab.")
    case .newerFormat(let found, let supported):
      Telling(
        "Die Datenbank wurde mit einer neueren Version dieses Programms benutzt"
          + note("Format \(found) > \(supported)") + ".",
        untouched, updatePC)
    case .olderFormat(let found, let supported):
      Telling(
        "Die Datenbank wurde mit einer älteren Version dieses Programms vorbereitet"
          + note("Format \(found) < \(supported)") + ".",
        untouched,
        "Gleichen Sie mit der älteren Version ab, rufen Sie dann den Helpdesk an und lesen Sie den "
          + "Code vor: Die Datenbank muss neu vorbereitet werden.")
    case .schemaChanged(let table):
      Telling(
        "Die Tabelle \(quoted(table)) hat sich seit der Vorbereitung der Datenbank geändert.",
        baseKept,
        "Rufen Sie den Helpdesk an und lesen Sie den Code vor: Das Profil muss geprüft werden.")
    case .moved:
      Telling(
        "Die Datenbank des PCs hat sich während der Vorbereitung der Kopie geändert.", copiesKept,
        "Schließen Sie das Betriebsprogramm und versuchen Sie es noch einmal.")
    case .damagedInbox:
      Telling(
        "Eine Sendung des Pockets, die der PC aufbewahrt, ist unlesbar.",
        "Das Pocket hat diese Einträge noch.", again)
    }
  }
}
