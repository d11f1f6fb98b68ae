import Diagnostics

extension DutchWords {
  static func text(_ sentence: DoctorSentence) -> String {
    switch sentence {
    case .title(let check): title(check)
    case .device(let fact): text(fact)
    case .farm(let fact): text(fact)
    case .healthy: "Alles is in orde."
    case .incomplete(let unseen):
      "Er werd niets slechts gezien; \(count(unseen, "controle kon", "controles konden")) niet"
        + " gebeuren."
    case .sum(let broken, let warnings, let unseen):
      "\(count(broken, "defect", "defecten")),"
        + " \(count(warnings, "waarschuwing", "waarschuwingen"))"
        + (unseen > 0 ? ", \(count(unseen, "controle", "controles")) niet mogelijk" : "")
        + ". Lees de codes voor aan de helpdesk."
    case .wouldDo(let code): "\(shown(code)): dit zou er gebeuren."
    case .doIt(let command): "Om het te doen: \(command)"
    case .step(let step): step
    case .done(let code): "\(shown(code)): het is gebeurd."
    case .lookAgain: "Voer “pocket-sync doctor” opnieuw uit om het na te gaan."
    case .copyToRestore(let generation, let medium):
      "Kopie \(number(generation)) op \(quoted(medium)) geeft de databank terug."
    case .newLogin(let group):
      "De groep \(quoted(group)) telt vanaf de volgende aanmelding."
    }
  }

  private static func title(_ check: DoctorCheck) -> String {
    switch check {
    case .udev: "Udev-regels"
    case .unit: "Start bij aansluiten"
    case .rights: "Toegangsrechten"
    case .holder: "Toestel vrij"
    case .claims: "Andere programma's"
    case .suspend: "Slaapstand"
    case .bus: "USB-poort"
    case .serial: "Seriële lijn"
    case .cable: "Kabel"
    case .kernel: "Kernelberichten"
    case .database: "Databank"
    case .triggers: "Triggers"
    case .metadata: "Uitwisselingsketen"
    case .journal: "SQLite-logboek"
    case .space: "Schijfruimte"
    case .clock: "Klok"
    case .pockets: "Laatste uitwisseling"
    case .copies: "Laatste kopie"
    case .gate: "Poortje voor de kopie"
    case .outbox: "Wachtende zendingen"
    case .settings: "Instellingen"
    case .versions: "Versies"
    }
  }

  private static func text(_ fact: DeviceFact) -> String {
    switch fact {
    case .rulesCurrent: "geïnstalleerd en actueel"
    case .noUdev: "udev draait hier niet"
    case .unitReady: "klaar"
    case .noSystemd: "geen systemd hier"
    case .noDevice: "geen pocket aangesloten"
    case .mayOpen(let path): "\(shown(path)) mag geopend worden"
    case .rightsOfRoot(let user):
      "root mag alles: voer zonder sudo uit om te zien wat \(quoted(user)) mag"
    case .unheld(let path): "niemand anders gebruikt \(shown(path))"
    case .unheldByYours(let path):
      "geen van uw programma's gebruikt \(shown(path)) (die van anderen ziet alleen root)"
    case .heldByUs(let path, let process):
      "pocket-sync gebruikt \(shown(path)) op dit ogenblik (proces \(process))"
    case .unclaimed(let path): "niemand eist \(shown(path)) op"
    case .awake(let port): "poort \(shown(port)) blijft wakker"
    case .onBus(let port, let hubs, let megabits):
      "\(shown(port)), \(number(megabits)) Mbit/s"
        + (hubs > 0 ? ", met \(count(hubs, "hub", "hubs"))" : ", zonder hub")
    case .serialLine(let path, let baud, let driver, let latency):
      "\(shown(path)) op \(number(baud)) baud" + note(line(driver, latency))
    case .noSerialLine: "geen"
    case .cleanLine(let label, let frames):
      "\(shown(label)): goed (\(count(frames, "frame", "frames")))"
    case .tooFewFrames: "te weinig verkeer om te oordelen"
    case .kernelQuiet(let minutes): "geen klachten over USB in \(number(minutes)) min"
    case .kernelUnreadable: "onleesbaar zonder root: voer uit met sudo"
    case .room(let path, let free): "\(shown(path)): \(size(free)) vrij"
    case .roomUnknown(let path): "\(shown(path)): grootte onbekend"
    case .clockPlausible: "geloofwaardig"
    case .settingsReadable: "leesbaar"
    }
  }

  private static func line(_ driver: String, _ latency: Int?) -> String {
    [driver.isEmpty ? nil : driver, latency.map { "\(number($0)) ms" }].compactMap(\.self)
      .joined(separator: ", ")
  }

  private static func text(_ fact: FarmFact) -> String {
    switch fact {
    case .databaseSound(let bytes): "gezond (\(size(bytes)))"
    case .databaseUnread: "niet bekeken: de databank ging niet open"
    case .triggersStand: "aanwezig"
    case .capturesByComparing: "niet gebruikt door dit profiel"
    case .chainWhole(let commits): "heel (\(count(commits, "schakel", "schakels")))"
    case .journal(let mode): "staat op \(shown(mode))"
    case .clockFirst: "niet beoordeeld: zet eerst de klok juist"
    case .noPockets: "er is geen pocket bekend"
    case .synchronised(let label, let moment):
      "\(shown(label)): \(dateAndTime(Moment(milliseconds: moment)))"
    case .synchronising(let label): "\(shown(label)): uitwisseling bezig"
    case .copied(let medium, let generation, let moment):
      "\(quoted(medium)): nr. \(number(generation)), \(dateAndTime(Moment(milliseconds: moment)))"
    case .gateOpens: "zou opengaan na de laatste uitwisseling"
    case .nothingWaits: "geen enkele"
    case .versions(let program, let sqlite, let kernel):
      "\(shown(program)), SQLite \(shown(sqlite)), met kernel \(shown(kernel))"
    case .farmProgram(let version): "bedrijfsprogramma \(shown(version))"
    case .profile(let name, let format, let fingerprint):
      "profiel \(shown(name)), formaat \(number(format)), schema \(shown(fingerprint))"
    }
  }
}
