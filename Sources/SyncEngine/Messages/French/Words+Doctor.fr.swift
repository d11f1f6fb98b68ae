import Diagnostics

extension FrenchWords {
  private static let mended = "La commande ci-dessous montre ce qu'elle ferait, puis répare."

  static func telling(_ fault: DeviceFault) -> Telling {
    switch fault {
    case .rulesMissing(let path):
      Telling(
        "Il manque à ce PC la règle udev \(quoted(path)) : il ne reconnaît pas le pocket.", kept,
        mended)
    case .rulesOther(let path):
      Telling(
        "La règle udev \(quoted(path)) n'est pas celle de ce programme.", kept, mended)
    case .hwdbNotCompiled:
      Telling(
        "La liste des appareils de ce PC (hwdb) ne contient pas encore le pocket.", kept, mended)
    case .hwdbOlder:
      Telling(
        "La liste des appareils de ce PC (hwdb) est plus ancienne que sa source.", kept, mended)
    case .unitMissing(let path):
      Telling(
        "Brancher le pocket ne lance rien : il manque \(quoted(path)).", kept,
        "Lancez « scripts/install », ou synchronisez à la main.")
    case .claimed(let path, let program, let isHeld):
      Telling(
        "Le programme \(quoted(program)) \(isHeld ? "prend" : "peut prendre") l'appareil"
          + " \(quoted(path)) pour le sien.", kept,
        "Réservez l'appareil au pocket, ou arrêtez ce programme.")
    case .mayFallAsleep(let port):
      Telling(
        "L'économie d'énergie peut endormir le port \(shown(port)) pendant l'échange.", kept,
        "Réservez l'appareil au pocket : ses règles le tiennent éveillé.")
    case .manyHubs(let port, let hubs):
      Telling(
        "Le pocket est derrière \(count(hubs, "hub", "hubs")) (port \(shown(port))).", kept,
        "Branchez le pocket directement sur le PC.")
    case .slow(let port, let megabits):
      Telling(
        "Le port \(shown(port)) n'avance qu'à \(number(megabits)) Mbit/s.", kept,
        "Prenez un autre port ou un autre câble.")
    case .slowAdapter(let path, let milliseconds):
      Telling(
        "L'adaptateur \(quoted(path)) retient les octets \(number(milliseconds)) ms.", kept,
        "Rien à faire : le programme le demande plus vif quand il ouvre la ligne.")
    case .noPort(let path):
      Telling(
        "Ce PC n'a pas de port série \(quoted(path)) : ce n'est qu'un nom.", kept,
        "Prenez le port où le câble est branché.")
    case .console(let path):
      Telling(
        "Le noyau écrit ses propres messages sur la ligne \(quoted(path)).", kept,
        "Prenez un autre port, ou ôtez « console= » du démarrage de ce PC.")
    }
  }

  static func telling(_ fault: MachineFault) -> Telling {
    switch fault {
    case .lossy(let label, let permille, let frames):
      Telling(
        "La liaison avec \(quoted(label)) perd \(tenths(permille)) % de ses trames"
          + " (\(number(frames)) comptées).", received,
        "Changez le câble ou le port, synchronisez, puis relancez l'examen.")
    case .kernelComplains(let count, let first):
      Telling(
        "Le noyau se plaint de l'USB, \(number(count)) fois depuis peu : \(quoted(first)).", kept,
        "Changez le câble ou le port, et passez-vous de hub.")
    case .littleRoom(let path, let free):
      Telling(
        "Il ne reste que \(size(free)) sur le disque de \(quoted(path)).", untouched,
        "Libérez de la place sur ce disque.")
    case .noRoom(let path, let needed, let free):
      Telling(
        "Le disque de \(quoted(path)) est plein : il reste \(size(free)), il faut"
          + " \(size(needed)).", baseKept, "Libérez de la place sur ce disque, puis recommencez.")
    case .clockBehind(let now, let evidence):
      Telling(
        "L'horloge du PC est fausse : elle dit \(day(now)), mais une écriture date du"
          + " \(day(evidence)).", untouched, "Mettez le PC à l'heure.")
    case .clockApart(let now, let battery):
      Telling(
        "L'horloge du PC est fausse : elle dit \(day(now)), celle de sa pile dit"
          + " \(day(battery)).", untouched, "Mettez le PC à l'heure.")
    case .pocketClock(let label, let skew):
      Telling(
        "L'horloge de \(quoted(label)) s'écarte de \(duration(skew.magnitude)) de celle du PC.",
        "Aucune décision ne dépend de cette heure.", "Mettez le pocket à l'heure.")
    }
  }

  static func telling(_ fault: MendFault) -> Telling {
    switch fault {
    case .nothingToMend(let code):
      Telling(
        "Rien à réparer sous le code \(shown(code)).", untouched,
        "Relancez « pocket-sync doctor » et prenez un code de la liste.")
    case .onlyByPerson(let code):
      Telling(
        "Aucun programme ne peut réparer \(shown(code)) : il faut une personne.", untouched,
        "Faites ce que la liste de « pocket-sync doctor » conseille.")
    case .stepFailed(let step, let status):
      Telling(
        "Cette étape a échoué\(note("état \(status)")) : \(quoted(step)).",
        "Les étapes suivantes n'ont pas été faites.", helpdesk)
    }
  }

  private static func day(_ milliseconds: UInt64) -> String {
    date(Moment(milliseconds: milliseconds))
  }

  private static func tenths(_ permille: Int) -> String { "\(permille / 10),\(permille % 10)" }
}
