extension GermanWords {
  static func telling(_ problem: RecordingProblem) -> Telling {
    switch problem {
    case .notRecording(let path):
      Telling(
        "\(quoted(path)) ist keine Aufzeichnung einer Sitzung.", untouched,
        "Geben Sie eine Datei an, die „pocket-sync record“ geschrieben hat.")
    case .newerFormat(let path, let version):
      Telling(
        "Die Aufzeichnung \(quoted(path)) stammt von einer neueren Version (Format "
          + "\(version)).", untouched,
        updatePC)
    case .torn(let path, let byte):
      Telling(
        "Die Aufzeichnung \(quoted(path)) bricht bei Byte \(number(byte)) ab.", untouched,
        "Kopieren Sie die Datei neu; ist schon das Original so, zeichnen Sie eine andere "
          + "Sitzung auf.")
    case .damaged(let path, let byte):
      Telling(
        "Die Aufzeichnung \(quoted(path)) ist bei Byte \(number(byte)) beschädigt.", untouched,
        "Kopieren Sie die Datei neu; ist schon das Original so, zeichnen Sie eine andere "
          + "Sitzung auf.")
    case .tooLong(let path, let byte):
      Telling(
        "Die Aufzeichnung \(quoted(path)) überschreitet bei Byte \(number(byte)) "
          + "eine Grenze.", untouched,
        "Zeichnen Sie eine kürzere Sitzung auf, oder ohne --with-database.")
    case .unfinished(let path):
      Telling(
        "Die Aufzeichnung \(quoted(path)) hört vor dem Ende ihrer Sitzung auf.", untouched,
        "Lesen Sie sie mit „pocket-sync replay --partial“, oder zeichnen Sie eine andere "
          + "Sitzung auf.")
    case .notWritten(let path, let call, let errno):
      Telling(
        "Die Aufzeichnung \(quoted(path)) konnte nicht geschrieben "
          + "werden\(note(call, "errno \(errno)")).", received,
        "Wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.")
    case .differs(let path, let part, let place, let detail):
      Telling(
        "\(quoted(path)) läuft beim Abspielen anders ab: \(name(part)) "
          + "\(number(place))\(note(detail)).", untouched,
        "Schicken Sie die Aufzeichnung dem Helpdesk, mit der Version dieses Programms.")
    case .noFrames(let path):
      Telling(
        "\(quoted(path)) enthält keinen einzigen Rahmen eines Pockets.", untouched,
        "Prüfen Sie, ob die aufgezeichnete Leitung die des Pockets ist.")
    case .noTrace(let path):
      Telling(
        "\(quoted(path)) ist keine Aufzeichnung von Bytes.", untouched,
        "Geben Sie eine Datei an, die „pocket-sync record --cable“ geschrieben hat.")
    case .noUSBMonitor(let path, let errno):
      Telling(
        "Der USB-Verkehr lässt sich über \(quoted(path)) nicht "
          + "beobachten\(note("errno \(errno)")).", received,
        "Als Verwalter: „modprobe usbmon“, danach noch einmal mit dessen Rechten.")
    case .notOnUSB(let path):
      Telling(
        "Das Pocket an \(quoted(path)) hängt an keinem USB-Anschluss.", untouched,
        "Versuchen Sie es ohne --usbmon, oder schließen Sie das Pocket über USB an.")
    }
  }

  private static func name(_ part: ReplayDifference.Part) -> String {
    switch part {
    case .message: "Nachricht"
    case .event: "Ereignis"
    case .verdict: "Ergebnis"
    case .table: "Tabelle"
    case .chance: "Ziehungen"
    }
  }

  static func text(_ sentence: RecordSentence) -> String {
    switch sentence {
    case .recording(let path):
      "Die Sitzung wird in \(quoted(path)) aufgezeichnet."
    case .recorded(let path, let messages):
      "Aufzeichnung \(quoted(path)): \(count(messages, "Nachricht", "Nachrichten"))."
    case .masked:
      "Persönliche Texte sind darin ersetzt; Zahlen, Daten und Kennungen bleiben."
    case .unmasked(let path):
      "Achtung: \(quoted(path)) enthält die Einträge, wie sie sind. Geben Sie die Datei nur "
        + "jemandem, der sie lesen darf."
    case .farmLeftOut:
      "Die Datenbank des Betriebs ist zu groß, um dabei zu sein: Nur die Sitzung ist aufgezeichnet."
    case .proven:
      "Gleich abgespielt: dieselben Ereignisse, dasselbe Ergebnis, dieselben Daten."
    case .notProven:
      "Gleich abgespielt ergibt sie etwas anderes: „pocket-sync replay“ zeigt, wo."
    case .cable(let path):
      "Die Bytes der Leitung stehen in \(quoted(path))."
    case .keys(let path):
      "Achtung: \(quoted(path)) enthält die Schlüssel dieser Sitzung. Wer die Datei hat, liest "
        + "alles; löschen Sie sie danach."
    case .replayedPC(let messages):
      "Seite des PC: \(count(messages, "Nachricht", "Nachrichten")), alles wie aufgezeichnet."
    case .replayedPocket(let messages):
      "Seite des Pockets: \(count(messages, "Nachricht", "Nachrichten")), alles wie aufgezeichnet."
    case .replayedSimulator(let changes):
      "Nachgestelltes Pocket: \(count(changes, "Eintrag", "Einträge")), alles wie aufgezeichnet."
    case .simulatorLeftOut:
      "Nachgestelltes Pocket: ausgelassen, die Aufzeichnung reicht dafür nicht."
    case .replayedFarm(let events, let tables, let rows):
      "Datenbank des Betriebs: \(count(events, "Ereignis", "Ereignisse")), "
        + "\(count(tables, "Tabelle", "Tabellen")) und \(count(rows, "Zeile", "Zeilen")), alles "
        + "wie aufgezeichnet."
    case .noFarm:
      "Datenbank des Betriebs: nicht in der Aufzeichnung, nichts abzuspielen."
    case .endedWith(let code):
      "Die Sitzung endete mit [\(code)]."
    case .endedWell:
      "Die Sitzung endete gut."
    case .replayedCable(let path, let messages):
      "Bytes der Leitung \(quoted(path)): \(count(messages, "Nachricht", "Nachrichten")), "
        + "alles geöffnet und wie aufgezeichnet."
    case .exported(let path, let packets):
      "\(count(packets, "Paket", "Pakete")) für Wireshark in \(quoted(path))."
    case .exportCut(let path):
      "Achtung: \(quoted(path)) ist nach dem letzten davon abgeschnitten oder beschädigt; "
        + "was folgt, wird nicht gezeigt."
    case .usbCaptured(let path, let packets):
      "\(count(packets, "Übertragung", "Übertragungen")) des USB-Anschlusses in \(quoted(path))."
    case .usbLost(let packets):
      "Der USB-Bus war schneller als die Aufzeichnung: "
        + "\(count(packets, "Übertragung fehlt", "Übertragungen fehlen")), "
        + "von diesem Pocket oder einem anderen Gerät."
    }
  }
}
