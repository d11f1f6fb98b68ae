import Delivery
import Diagnostics

extension FrenchWords {
  static func telling(_ fault: BooksFault) -> Telling {
    switch fault {
    case .noDatabase:
      Telling(
        "Aucune base n'est connue de cet utilisateur.", untouched,
        "Préparez la base avec « pocket-sync init », ou nommez-la avec --database.")
    case .triggersGone:
      Telling(
        "Les déclencheurs de pocket-sync ne sont plus dans la base.",
        "Rien n'est perdu : tout est comparé à la place, ce qui est plus lent.",
        "La commande ci-dessous reprend les changements et remet les déclencheurs.")
    case .chainGap(let commits):
      Telling(
        "Il manque \(count(commits, "maillon", "maillons")) à la chaîne des échanges.", baseKept,
        helpdesk)
    case .imageMissing(let table):
      Telling("La base n'a plus l'image de la table \(quoted(table)).", baseKept, helpdesk)
    case .ledgerDamaged(let detail):
      Telling(
        "Le registre à côté de la base est endommagé\(note(detail)).",
        "Rien n'est perdu de la base ; le registre seul oublie échanges et copies.",
        "La commande ci-dessous le met de côté. Puis synchronisez et faites une copie.")
    case .longWriteAheadLog(let bytes):
      Telling(
        "Le journal à côté de la base a grandi à \(size(bytes)).", untouched,
        "Fermez le programme de gestion, puis videz le journal.")
    }
  }

  static func telling(_ fault: FarmFault) -> Telling {
    switch fault {
    case .neverSynchronised(let label):
      Telling(
        "\(quoted(label)) n'a encore jamais été synchronisé jusqu'au bout.", kept,
        "Branchez ce pocket et synchronisez.")
    case .longUnsynchronised(let label, let moment):
      Telling(
        "\(quoted(label)) n'a plus été synchronisé depuis le \(day(moment)).", kept,
        "Branchez ce pocket et synchronisez.")
    case .lastAttemptFailed(let label, let moment):
      Telling(
        "Le dernier essai avec \(quoted(label)), le \(day(moment)), n'est pas arrivé au bout.",
        received, "Laissez ce pocket branché et synchronisez encore.")
    case .noCopy:
      Telling(
        "Il n'y a encore aucune copie sur un support externe.", baseKept,
        "Branchez une clé USB et lancez « pocket-sync --then-backup ».")
    case .copyInPlainFolder(let medium):
      Telling(
        "La copie \(quoted(medium)) est dans un simple dossier, pas sur un support externe.",
        baseKept, "Branchez une clé USB et faites-y une copie.")
    case .oldCopy(let medium, let moment):
      Telling(
        "La copie la plus récente, sur \(quoted(medium)), date du \(day(moment)).", copiesKept,
        "Faites une nouvelle copie avec « pocket-sync --then-backup ».")
    case .partialCopy(let medium, let generation):
      Telling(
        "La copie n° \(number(generation)) sur \(quoted(medium)) est partielle :"
          + " un pocket y manque.",
        copiesKept, "Synchronisez tous les pockets et faites une copie complète.")
    case .waits(let channel, let count, let since):
      Telling(
        "\(self.count(count, "envoi attend", "envois attendent")) \(whither(channel)), depuis le"
          + " \(day(since)).", copiesKept, "Rien à faire : l'envoi est retenté de lui-même.")
    case .waitsLong(let channel, let count, let since):
      Telling(
        "\(self.count(count, "envoi attend", "envois attendent")) trop longtemps"
          + " \(whither(channel)), depuis le \(day(since)).", copiesKept,
        "Vérifiez la connexion à internet, puis envoyez.")
    case .heldBack(let channel, let code):
      Telling(
        "Un envoi \(whither(channel)) attend une personne (\(shown(code))).", copiesKept,
        "Faites ce que dit le code \(shown(code)), puis lancez « pocket-sync send ».")
    case .farmProgramOld(let version):
      Telling(
        "Le serveur protégé n'accepte pas la version \(quoted(version)) du programme de gestion.",
        copiesKept, "Mettez à jour le programme de gestion (après octobre 2018).")
    case .farmProgramUnknown:
      Telling(
        "La version du programme de gestion n'est pas connue ; le serveur la demande.",
        copiesKept, "Indiquez-la dans les réglages : il faut une version d'après octobre 2018.")
    }
  }

  private static func whither(_ channel: OutsideChannel) -> String {
    switch channel {
    case .server: "vers le serveur protégé"
    case .mail: "vers le helpdesk"
    }
  }

  private static func day(_ milliseconds: UInt64) -> String {
    date(Moment(milliseconds: milliseconds))
  }
}
