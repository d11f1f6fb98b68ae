extension FrenchWords {
  static func telling(_ problem: FileProblem) -> Telling {
    switch problem {
    case .missing(let path):
      Telling(
        "La base de données \(quoted(path)) n'existe pas.", untouched,
        "Indiquez le bon fichier, puis recommencez.")
    case .notADatabase(let path):
      Telling(
        "\(quoted(path)) n'est pas une base de données.", untouched,
        "Indiquez le bon fichier, puis recommencez.")
    case .encrypted(let path):
      Telling(
        "La base \(quoted(path)) est chiffrée.", untouched,
        "Demandez au helpdesk comment ouvrir cette base.")
    case .busy(let path, let seconds):
      Telling(
        "Un autre programme bloque la base \(quoted(path)) depuis \(number(seconds)) s.",
        baseKept, "Fermez le programme de gestion, puis recommencez.")
    case .busyAtCopy(let code):
      Telling(
        "Un autre programme bloque la base au moment de la copie\(note("SQLite \(code)")).",
        copiesKept, "Fermez le programme de gestion, puis recommencez.")
    case .inUse(let path, let processID):
      Telling(
        "Un autre pocket-sync travaille déjà sur la base \(quoted(path))"
          + note(processID.map { "processus \($0)" } ?? "") + ".",
        untouched, "Attendez qu'il ait fini, puis recommencez.")
    case .open(let path, let processID, let program):
      Telling(
        "\(program.isEmpty ? "Un autre programme" : quoted(program)) garde ouverte la base"
          + " \(quoted(path))\(note("processus \(processID)")).",
        untouched, "Fermez le logiciel agricole, puis recommencez.")
    case .readOnly(let path):
      Telling(
        "Ce PC n'a pas le droit d'écrire dans la base \(quoted(path)).", baseKept,
        "Vérifiez les droits sur ce fichier et son dossier, puis recommencez.")
    case .damaged(let detail):
      Telling(
        "La base de données du PC est endommagée\(note(detail)).",
        "Les copies précédentes n'ont pas été touchées ; le pocket garde ses encodages.",
        "N'encodez plus rien sur le PC et appelez le helpdesk.")
    case .ledgerDamaged(let path, let detail):
      Telling(
        "Le registre \(quoted(path)) à côté de la base est endommagé\(note(detail)).",
        "Rien n'est perdu de la base ; le registre seul oublie échanges et copies.",
        "Lancez « pocket-sync doctor » : il dit comment mettre le registre de côté.")
    case .diskFull(let path):
      Telling(
        "Le disque du PC est plein\(note(path)).", baseKept,
        "Libérez de la place sur ce disque, puis recommencez.")
    case .sqlite(let code, let message):
      Telling(
        "La base de données du PC donne une erreur\(note("SQLite \(code)", message)).",
        baseKept, helpdesk)
    }
  }

  static func telling(_ problem: StateProblem) -> Telling {
    switch problem {
    case .notPrepared(let path):
      Telling(
        "La base \(quoted(path)) n'est pas encore préparée pour le pocket.", untouched,
        "Lancez une fois « pocket-sync init » sur cette base.")
    case .alreadyPrepared(let path):
      Telling(
        "La base \(quoted(path)) est déjà préparée pour le pocket.", untouched,
        "Branchez le pocket et synchronisez.")
    case .newerFormat(let found, let supported):
      Telling(
        "La base a déjà servi avec une version plus récente de ce programme"
          + note("format \(found) > \(supported)") + ".",
        untouched, updatePC)
    case .olderFormat(let found, let supported):
      Telling(
        "La base a été préparée par une version plus ancienne de ce programme"
          + note("format \(found) < \(supported)") + ".",
        untouched,
        "Synchronisez avec l'ancienne version, puis appelez le helpdesk et lisez-lui le code : "
          + "la base est à préparer à nouveau.")
    case .schemaChanged(let table):
      Telling(
        "La table \(quoted(table)) a changé depuis la préparation de la base.", baseKept,
        "Appelez le helpdesk et lisez-lui le code : le profil est à revoir.")
    case .moved:
      Telling(
        "La base du PC a changé pendant la préparation de la copie.", copiesKept,
        "Fermez le programme de gestion, puis recommencez.")
    case .damagedInbox:
      Telling(
        "Un envoi du pocket, gardé sur le PC, est illisible.",
        "Le pocket a encore ces encodages.", again)
    }
  }
}
