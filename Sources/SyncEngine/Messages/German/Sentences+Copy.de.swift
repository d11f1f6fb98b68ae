import Backup

extension GermanWords {
  static func text(_ sentence: CopySentence) -> String {
    switch sentence {
    case .gateChecks: "Prüfung: Sind alle Einträge auf dem PC?"
    case .gateOpen: "Ja, alle Einträge sind auf dem PC: Die Kopie kann gemacht werden."
    case .gateOpenPartial: "Die Kopie wird eine Teilkopie: Ein Pocket wird weggelassen."
    case .phase(let phase): "\(name(of: phase))…"
    case .phaseAt(let phase, let done, let total):
      "\(name(of: phase)): \(percent(done, of: total)) von \(size(total))."
    case .written(let copy, let volume):
      "Die Kopie Nr. \(copy) ist auf \(quoted(volume)) gemacht und geprüft."
    case .toldSafe(let label):
      "\(shown(label)) weiß jetzt, welche Einträge in einer geprüften Kopie sind."
    case .notTold(let label):
      "\(shown(label)) ist nicht mehr angeschlossen: Es erfährt es beim nächsten Mal."
    case .waiting: "Schließen Sie jetzt den Datenträger für die Kopie an…"
    case .closing(let volume): "\(quoted(volume)) wird geschlossen, bitte noch nicht abziehen…"
    case .stillOpen(let volume):
      "Die Kopie ist fertig, aber \(quoted(volume)) ist noch geöffnet."
        + " Werfen Sie ihn in der Dateiverwaltung aus, bevor Sie ihn abziehen."
    case .stillInUse(let volume, let places):
      "\(quoted(volume)) wird noch benutzt: \(some(places))."
        + " Schließen Sie alles, werfen Sie ihn in der Dateiverwaltung aus"
        + " und ziehen Sie ihn dann ab."
    case .mayRemove(let volume): "Sie können \(quoted(volume)) jetzt abziehen."
    case .keepUntilNext: "Behalten Sie diese Kopie mindestens bis zur nächsten."
    case .nothingToDo(let copy, let made):
      "Nichts zu tun: Alles ist schon auf dem PC, die Kopie Nr. \(copy) vom \(date(made))"
        + " enthält es."
    case .pretended(let path):
      "Achtung: \(quoted(path)) ist ein Ordner des PCs, kein externer Datenträger."
        + " Diese Kopie ginge mit dem PC verloren."
    case .pretendedDisc(let drive):
      "Achtung: \(quoted(drive)) ist eine Datei des PCs, die eine Disc spielt, kein externer"
        + " Datenträger. Diese Kopie ginge mit dem PC verloren."
    case .partial(let missing):
      "Teilkopie: \(some(missing)) \(missing.count == 1 ? "fehlt" : "fehlen")."
        + " Sie ersetzt keine vollständige Kopie."
    case .removed(let first, let last):
      first == last
        ? "Die alte Kopie \(first) ist vom Medium entfernt; neuere ersetzen sie."
        : "Die alten Kopien \(first) bis \(last) sind vom Medium entfernt; neuere ersetzen sie."
    case .notRemoved(let code):
      "Alte Kopien konnten nicht vom Medium entfernt werden [\(code)]. Die neue Kopie ist gut."
    case .notNoted(let code):
      "Die Kopie ist gut, aber der PC konnte sie nicht vermerken [\(code)]."
        + " Die Pockets behalten ihre Einträge bis zur nächsten."
    }
  }

  private static func name(of phase: CopyProgress.Phase) -> String {
    switch phase {
    case .checkingMedium: "Prüfen des Datenträgers"
    case .checkingBase: "Nachlesen der letzten vollständigen Kopie"
    case .hashing: "Lesen der Datenbank"
    case .writing: "Schreiben der Kopie, bitte nichts abziehen"
    case .readingBack: "Nachlesen des Geschriebenen, bitte nichts abziehen"
    case .checkingIntegrity: "Prüfung der kopierten Datenbank, bitte nichts abziehen"
    case .publishing: "Abschließen der Kopie, bitte nichts abziehen"
    case .burning: "Brennen der Disc, bitte das Laufwerk nicht öffnen"
    case .checkingDisc: "Nachlesen der gebrannten Disc, bitte das Laufwerk nicht öffnen"
    case .verifying: "Prüfen"
    case .restoring: "Wiederherstellen"
    }
  }

  static func text(_ sentence: CertificateSentence) -> String {
    switch sentence {
    case .title(let copy): "Sicherungskopie Nr. \(copy)"
    case .made(let moment): "Gemacht am \(dateAndTime(moment))"
    case .farm(let name): "Betrieb: \(shown(name))"
    case .pretendedMedium: "Datenträger: ein Ordner dieses PCs, kein externer Datenträger"
    case .pretendedDisc:
      "Datenträger: eine Datei dieses PCs, die eine Disc spielt, kein externer Datenträger"
    case .medium(let label, let model): "Datenträger: \(shown(label))\(note(model))"
    case .complete: "Vollständig: Alle Pockets sind enthalten."
    case .partial: "TEILKOPIE: Sie ersetzt keine vollständige Kopie."
    case .missing(let label, let reason): "Es fehlt: \(shown(label)): \(shown(reason))"
    case .pocket(let label, 0, let session):
      "\(shown(label)): noch keine Einträge, gelesen am \(dateAndTime(session))"
    case .pocket(let label, let newest, let session):
      "\(shown(label)): bis Eintrag Nr. \(number(newest)), gelesen am \(dateAndTime(session))"
    case .arrived(let label, let moment, let sessions):
      "\(shown(label)): neuester Eintrag hier seit \(dateAndTime(moment));"
        + " \(count(sessions, "Abgleich", "Abgleiche")) bisher"
    case .clockOff(let label, let milliseconds):
      "Die Uhr von \(shown(label)) geht \(duration(milliseconds.magnitude))"
        + " \(milliseconds > 0 ? "vor" : "nach")."
    case .noPockets: "Dieser Betrieb hat kein Pocket."
    case .toDecide(let number):
      "Zu entscheiden: \(count(number, "Unterschied", "Unterschiede")) zwischen Pocket und PC"
    case .setAside(let number): "Zurückgelegt für den Helpdesk: \(records(number))"
    case .size(let database, let onMedium):
      "Datenbank: \(size(database)); auf den Datenträger geschrieben: \(size(onMedium))"
    case .full: "Ganze Datenbank"
    case .changesSince(let copy): "Was sich seit der vollständigen Kopie Nr. \(copy) geändert hat"
    case .readBack(let bytes): "Vom Datenträger nachgelesen: \(size(bytes)), alles ist gleich."
    case .readBackWeaker(let bytes):
      "Über ein anderes Programm nachgelesen: \(size(bytes)), alles ist gleich."
    case .readBackBeforeBurning(let bytes):
      "Vor dem Brennen nachgelesen: \(size(bytes)), alles ist gleich; die Disc wird danach gelesen."
    case .baseRead(let copy, let part, let whole):
      "Von der vollständigen Kopie Nr. \(copy) diesmal nachgelesen: \(percent(part, of: whole))"
    case .rebuiltAndCompared:
      "Wieder aufgebaut und Seite für Seite mit der Datenbank verglichen: gleich."
    case .program(let program): "Gemacht von \(shown(program))"
    }
  }
}
