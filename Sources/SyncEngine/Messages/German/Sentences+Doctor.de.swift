import Diagnostics

extension GermanWords {
  static func text(_ sentence: DoctorSentence) -> String {
    switch sentence {
    case .title(let check): title(check)
    case .device(let fact): text(fact)
    case .farm(let fact): text(fact)
    case .healthy: "Alles ist in Ordnung."
    case .incomplete(let unseen):
      "Nichts Schlechtes wurde gesehen; \(count(unseen, "Prüfung war", "Prüfungen waren")) nicht"
        + " möglich."
    case .sum(let broken, let warnings, let unseen):
      "\(count(broken, "Defekt", "Defekte")), \(count(warnings, "Warnung", "Warnungen"))"
        + (unseen > 0 ? ", \(count(unseen, "Prüfung", "Prüfungen")) nicht möglich" : "")
        + ". Lesen Sie dem Helpdesk die Codes vor."
    case .wouldDo(let code): "\(shown(code)): Das würde getan."
    case .doIt(let command): "Damit es getan wird: \(command)"
    case .step(let step): step
    case .done(let code): "\(shown(code)): Es ist getan."
    case .lookAgain: "Rufen Sie „pocket-sync doctor“ noch einmal auf, um es zu prüfen."
    case .copyToRestore(let generation, let medium):
      "Die Kopie \(number(generation)) auf \(quoted(medium)) gibt die Datenbank zurück."
    case .newLogin(let group):
      "Die Gruppe \(quoted(group)) zählt ab der nächsten Anmeldung."
    }
  }

  private static func title(_ check: DoctorCheck) -> String {
    switch check {
    case .udev: "Udev-Regeln"
    case .unit: "Start beim Anschließen"
    case .rights: "Zugriffsrechte"
    case .holder: "Gerät frei"
    case .claims: "Andere Programme"
    case .suspend: "Ruhezustand"
    case .bus: "USB-Anschluss"
    case .serial: "Serielle Leitung"
    case .cable: "Leitungsgüte"
    case .kernel: "Kernelmeldungen"
    case .database: "Datenbank"
    case .triggers: "SQLite-Trigger"
    case .metadata: "Kette der Abgleiche"
    case .journal: "SQLite-Journal"
    case .space: "Plattenplatz"
    case .clock: "Uhr"
    case .pockets: "Letzter Abgleich"
    case .copies: "Letzte Kopie"
    case .gate: "Schranke der Kopie"
    case .outbox: "Wartende Sendungen"
    case .settings: "Einstellungen"
    case .versions: "Versionen"
    }
  }

  private static func text(_ fact: DeviceFact) -> String {
    switch fact {
    case .rulesCurrent: "eingerichtet und aktuell"
    case .noUdev: "udev läuft hier nicht"
    case .unitReady: "bereit"
    case .noSystemd: "hier ist kein systemd"
    case .noDevice: "kein Pocket angeschlossen"
    case .mayOpen(let path): "\(shown(path)) darf geöffnet werden"
    case .rightsOfRoot(let user):
      "root darf alles: ohne sudo sehen Sie, was \(quoted(user)) darf"
    case .unheld(let path): "niemand sonst benutzt \(shown(path))"
    case .unheldByYours(let path):
      "keines Ihrer Programme benutzt \(shown(path)) (fremde sieht nur root)"
    case .heldByUs(let path, let process):
      "pocket-sync benutzt \(shown(path)) gerade (Prozess \(process))"
    case .unclaimed(let path): "niemand beansprucht \(shown(path))"
    case .awake(let port): "Anschluss \(shown(port)) bleibt wach"
    case .onBus(let port, let hubs, let megabits):
      "\(shown(port)), \(number(megabits)) Mbit/s"
        + (hubs > 0 ? ", über \(count(hubs, "Hub", "Hubs"))" : ", ohne Hub")
    case .serialLine(let path, let baud, let driver, let latency):
      "\(shown(path)) mit \(number(baud)) Baud" + note(line(driver, latency))
    case .noSerialLine: "keine"
    case .cleanLine(let label, let frames):
      "\(shown(label)): gut (\(count(frames, "Rahmen", "Rahmen")))"
    case .tooFewFrames: "zu wenig Verkehr für ein Urteil"
    case .kernelQuiet(let minutes): "keine Klagen über USB in \(number(minutes)) min"
    case .kernelUnreadable: "ohne root nicht lesbar: mit sudo aufrufen"
    case .room(let path, let free): "\(shown(path)): \(size(free)) frei"
    case .roomUnknown(let path): "\(shown(path)): Größe nicht bekannt"
    case .clockPlausible: "glaubwürdig"
    case .settingsReadable: "lesbar"
    }
  }

  private static func line(_ driver: String, _ latency: Int?) -> String {
    [driver.isEmpty ? nil : driver, latency.map { "\(number($0)) ms" }].compactMap(\.self)
      .joined(separator: ", ")
  }

  private static func text(_ fact: FarmFact) -> String {
    switch fact {
    case .databaseSound(let bytes): "gesund (\(size(bytes)))"
    case .databaseUnread: "nicht angesehen: Die Datenbank ging nicht auf"
    case .triggersStand: "vorhanden"
    case .capturesByComparing: "von diesem Profil nicht benutzt"
    case .chainWhole(let commits): "vollständig (\(count(commits, "Glied", "Glieder")))"
    case .journal(let mode): "steht auf \(shown(mode))"
    case .clockFirst: "nicht beurteilt: Stellen Sie zuerst die Uhr"
    case .noPockets: "kein Pocket ist bekannt"
    case .synchronised(let label, let moment):
      "\(shown(label)): \(dateAndTime(Moment(milliseconds: moment)))"
    case .synchronising(let label): "\(shown(label)): Abgleich läuft"
    case .copied(let medium, let generation, let moment):
      "\(quoted(medium)): Nr. \(number(generation)), \(dateAndTime(Moment(milliseconds: moment)))"
    case .gateOpens: "ginge nach dem letzten Abgleich auf"
    case .nothingWaits: "keine einzige"
    case .versions(let program, let sqlite, let kernel):
      "\(shown(program)), SQLite \(shown(sqlite)), mit Kernel \(shown(kernel))"
    case .farmProgram(let version): "Betriebsprogramm \(shown(version))"
    case .profile(let name, let format, let fingerprint):
      "Profil \(shown(name)), Format \(number(format)), Schema \(shown(fingerprint))"
    }
  }
}
