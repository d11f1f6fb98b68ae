import Gate

extension FrenchWords {
  static func telling(_ refusal: GateRefusal) -> Telling {
    switch refusal {
    case .pocketElsewhere(let label):
      Telling(
        "La copie n'est pas faite : \(quoted(label)) n'a pas encore été synchronisé.",
        copiesKept, "Branchez \(quoted(label)), puis recommencez.")
    case .recordsOnPocket(let label, let count):
      Telling(
        "La copie n'est pas faite : \(records(count)) \(isOne(count) ? "est" : "sont")"
          + " encore sur \(quoted(label)).",
        "Rien n'est perdu : le pocket garde ses encodages.", "Synchronisez encore \(quoted(label))."
      )
    case .inboxLeftOver(let label, let count):
      Telling(
        "La copie n'est pas faite : \(records(count)) de \(quoted(label))"
          + " \(isOne(count) ? "attend" : "attendent") d'entrer dans la base.",
        "Rien n'est perdu : le PC et le pocket les gardent.",
        "Synchronisez encore \(quoted(label)).")
    case .sessionTooOld(let label, 0):
      Telling(
        "La copie n'est pas faite : l'heure du PC a reculé depuis la synchronisation de"
          + " \(quoted(label)).",
        copiesKept, "Vérifiez l'heure du PC et synchronisez encore \(quoted(label)).")
    case .sessionTooOld(let label, let minutes):
      Telling(
        "La copie n'est pas faite : \(quoted(label)) a été synchronisé il y a déjà"
          + " \(number(minutes)) min.",
        copiesKept, "Synchronisez encore \(quoted(label)).")
    case .quarantine(let number):
      Telling(
        "La copie n'est pas faite : \(records(number))"
          + " \(isOne(number) ? "reste illisible" : "restent illisibles").",
        "Rien n'est perdu : le PC les garde tels quels.", helpdesk)
    case .brokenForeignKeys(let number):
      Telling(
        "La copie n'est pas faite : \(count(number, "ligne renvoie", "lignes renvoient"))"
          + " à une fiche qui n'existe plus.",
        copiesKept, helpdesk)
    case .damagedDatabase(let fault):
      Telling(
        "La copie n'est pas faite : la base du PC est endommagée\(note(fault)).",
        "Les copies précédentes n'ont pas été touchées : gardez-les.",
        "N'encodez plus rien sur le PC et appelez le helpdesk.")
    case .databaseMoved:
      Telling(
        "La copie n'est pas faite : la base a changé depuis la lecture des pockets.",
        copiesKept, "Fermez le programme de gestion et synchronisez encore.")
    case .unknownException(let label):
      Telling(
        "La copie n'est pas faite : aucun pocket ne s'appelle \(quoted(label)).", copiesKept,
        "Prenez le nom que montre « pocket-sync status ».")
    case .exceptionWithoutReason(let label):
      Telling(
        "La copie n'est pas faite : il manque la raison de laisser \(quoted(label)) de côté.",
        copiesKept, "Indiquez la raison avec --reason.")
    }
  }
}
