import Diagnostics

extension FrenchWords {
  static func text(_ sentence: DoctorSentence) -> String {
    switch sentence {
    case .title(let check): title(check)
    case .device(let fact): text(fact)
    case .farm(let fact): text(fact)
    case .healthy: "Tout va bien."
    case .incomplete(let unseen):
      "Rien de mauvais n'a été vu ; \(count(unseen, "contrôle n'a", "contrôles n'ont")) pas pu se"
        + " faire."
    case .sum(let broken, let warnings, let unseen):
      "\(count(broken, "panne", "pannes")), \(count(warnings, "avertissement", "avertissements"))"
        + (unseen > 0 ? ", \(count(unseen, "contrôle impossible", "contrôles impossibles"))" : "")
        + ". Lisez les codes au helpdesk."
    case .wouldDo(let code): "\(shown(code)) : voici ce qui serait fait."
    case .doIt(let command): "Pour le faire : \(command)"
    case .step(let step): step
    case .done(let code): "\(shown(code)) : c'est fait."
    case .lookAgain: "Relancez « pocket-sync doctor » pour vérifier."
    case .copyToRestore(let generation, let medium):
      "La copie n° \(number(generation)) sur \(quoted(medium)) rend la base."
    case .newLogin(let group):
      "Le groupe \(quoted(group)) compte dès la prochaine ouverture de session."
    }
  }

  private static func title(_ check: DoctorCheck) -> String {
    switch check {
    case .udev: "Règles udev"
    case .unit: "Départ au branchement"
    case .rights: "Droits d'accès"
    case .holder: "Appareil libre"
    case .claims: "Autres programmes"
    case .suspend: "Mise en veille"
    case .bus: "Port USB"
    case .serial: "Ligne série"
    case .cable: "Câble"
    case .kernel: "Messages du noyau"
    case .database: "Base de données"
    case .triggers: "Déclencheurs"
    case .metadata: "Chaîne des échanges"
    case .journal: "Journal SQLite"
    case .space: "Place sur disque"
    case .clock: "Horloge"
    case .pockets: "Dernier échange"
    case .copies: "Dernière copie"
    case .gate: "Portillon de la copie"
    case .outbox: "Envois en attente"
    case .settings: "Réglages"
    case .versions: "Versions"
    }
  }

  private static func text(_ fact: DeviceFact) -> String {
    switch fact {
    case .rulesCurrent: "installées et à jour"
    case .noUdev: "udev ne tourne pas ici"
    case .unitReady: "prêt"
    case .noSystemd: "pas de systemd ici"
    case .noDevice: "aucun pocket branché"
    case .mayOpen(let path): "\(shown(path)) peut être ouvert"
    case .rightsOfRoot(let user):
      "root peut tout : relancez sans sudo pour voir ce que peut \(quoted(user))"
    case .unheld(let path): "personne d'autre n'utilise \(shown(path))"
    case .unheldByYours(let path):
      "aucun de vos programmes n'utilise \(shown(path)) (ceux d'autrui : seul root les voit)"
    case .heldByUs(let path, let process):
      "pocket-sync se sert de \(shown(path)) en ce moment (processus \(process))"
    case .unclaimed(let path): "personne ne réclame \(shown(path))"
    case .awake(let port): "le port \(shown(port)) reste éveillé"
    case .onBus(let port, let hubs, let megabits):
      "\(shown(port)), \(number(megabits)) Mbit/s"
        + (hubs > 0 ? ", \(count(hubs, "hub", "hubs"))" : ", sans hub")
    case .serialLine(let path, let baud, let driver, let latency):
      "\(shown(path)), \(number(baud)) bauds" + note(line(driver, latency))
    case .noSerialLine: "aucune"
    case .cleanLine(let label, let frames):
      "\(shown(label)) : bon (\(count(frames, "trame", "trames")))"
    case .tooFewFrames: "trop peu d'échanges pour juger"
    case .kernelQuiet(let minutes): "aucune plainte sur l'USB en \(number(minutes)) min"
    case .kernelUnreadable: "illisibles sans root : relancez avec sudo"
    case .room(let path, let free): "\(shown(path)) : \(size(free)) libres"
    case .roomUnknown(let path): "\(shown(path)) : taille inconnue"
    case .clockPlausible: "plausible"
    case .settingsReadable: "lisibles"
    }
  }

  private static func line(_ driver: String, _ latency: Int?) -> String {
    [driver.isEmpty ? nil : driver, latency.map { "\(number($0)) ms" }].compactMap(\.self)
      .joined(separator: ", ")
  }

  private static func text(_ fact: FarmFact) -> String {
    switch fact {
    case .databaseSound(let bytes): "saine (\(size(bytes)))"
    case .databaseUnread: "pas regardé : la base ne s'est pas ouverte"
    case .triggersStand: "en place"
    case .capturesByComparing: "non utilisés par ce profil"
    case .chainWhole(let commits): "entière (\(count(commits, "maillon", "maillons")))"
    case .journal(let mode): "réglé sur \(shown(mode))"
    case .clockFirst: "pas jugé : réglez d'abord l'horloge"
    case .noPockets: "aucun pocket n'est connu"
    case .synchronised(let label, let moment):
      "\(shown(label)) : \(dateAndTime(Moment(milliseconds: moment)))"
    case .synchronising(let label): "\(shown(label)) : échange en cours"
    case .copied(let medium, let generation, let moment):
      "\(quoted(medium)) : n° \(number(generation)), \(dateAndTime(Moment(milliseconds: moment)))"
    case .gateOpens: "s'ouvrirait pour le dernier échange"
    case .nothingWaits: "aucun"
    case .versions(let program, let sqlite, let kernel):
      "\(shown(program)), SQLite \(shown(sqlite)), noyau \(shown(kernel))"
    case .farmProgram(let version): "programme de gestion \(shown(version))"
    case .profile(let name, let format, let fingerprint):
      "profil \(shown(name)), format \(number(format)), schéma \(shown(fingerprint))"
    }
  }
}
