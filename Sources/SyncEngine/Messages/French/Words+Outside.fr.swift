import Delivery

extension FrenchWords {
  private static let copyIsSafe = "La copie sur le support est complète ; rien n'est perdu."

  static func telling(_ problem: OutboxProblem) -> Telling {
    switch problem {
    case .folder(let path, let errno):
      Telling(
        "Le dossier des envois \(quoted(path)) n'est pas utilisable"
          + note("errno \(errno)") + ".", copyIsSafe,
        "Libérez de la place ou corrigez les droits de ce dossier, puis refaites l'envoi.")
    case .full(let entries):
      Telling(
        "Déjà \(number(entries)) envois attendent : rien ne s'y ajoute.", copyIsSafe,
        "Voyez avec « pocket-sync send » ce qui les retient.")
    case .noRoom(let needed, let free):
      Telling(
        "Le disque du PC est trop plein pour préparer l'envoi : il faut \(size(needed)), il "
          + "reste \(size(free)).", copyIsSafe,
        "Libérez de la place sur le PC, puis refaites l'envoi.")
    case .busy:
      Telling(
        "Un autre envoi est en cours.", copyIsSafe,
        "Attendez qu'il finisse, puis recommencez.")
    case .damaged(let path):
      Telling(
        "Un envoi en attente est abîmé : \(quoted(path)).", copyIsSafe,
        "Envoyez la copie à nouveau depuis le support : « pocket-sync send ».")
    case .noKey:
      Telling(
        "Il n'y a pas de clé : ce qui quitte la ferme est toujours verrouillé.", copyIsSafe,
        "Faites-en une avec « pocket-sync keys new --outside », puis imprimez la fiche.")
    case .noSuchParcel(let number):
      Telling(
        "Aucun envoi n° \(number) n'attend.", copyIsSafe,
        "Voyez avec « pocket-sync status --json » ce qui attend.")
    case .lost(let copies):
      Telling(
        copies == 1
          ? "Une copie que ce PC a envoyée n'est pas entière sur le serveur protégé, ou n'y est "
            + "pas."
          : "\(number(copies)) copies que ce PC a envoyées ne sont pas entières sur le serveur "
            + "protégé, ou n'y sont pas.", copyIsSafe,
        "Envoyez la plus récente à nouveau : « pocket-sync send SUPPORT --server ».")
    }
  }

  static func text(_ sentence: OutsideSentence) -> String {
    switch sentence {
    case .packing(let copy):
      "La copie n° \(copy) est verrouillée pour le serveur."
    case .packed(let copy, let bytes):
      "La copie n° \(copy) est prête pour le serveur protégé (\(size(bytes)))."
    case .onItsWay(let copy):
      "La copie n° \(copy) est déjà sur le serveur protégé, ou en route."
    case .letterWritten:
      "L'e-mail au helpdesk est prêt."
    case .sending(let channel):
      "Envoi \(way(channel))…"
    case .sendingAt(let done, let total):
      "Envoi : \(size(done)) sur \(size(total))"
    case .copySent(let copy):
      "La copie n° \(copy) est sur le serveur protégé."
    case .letterSent:
      "L'e-mail est parti au helpdesk."
    case .waiting(let channel, let count, let since):
      count == 1
        ? "Un envoi \(way(channel)) attend depuis le \(dateAndTime(since))."
        : "\(number(count)) envois \(way(channel)) attendent depuis le \(dateAndTime(since))."
    case .nextTry(let moment):
      "Prochain essai de lui-même : \(dateAndTime(moment)) ; ou tout de suite avec « "
        + "pocket-sync send »."
    case .needsHelp(let code):
      "Il faut d'abord corriger [\(code)] ; ensuite « pocket-sync send » l'envoie."
    case .nothingWaits:
      "Aucun envoi n'attend."
    case .lastDelivery(let channel, let moment):
      "Dernier envoi \(way(channel)) : \(dateAndTime(moment))"
    case .notProtected:
      "Attention : ce serveur ne garde pas les anciennes versions ; qui a la clé de ce PC "
        + "pourrait y écrire par-dessus."
    case .lockedUntil(let moment):
      "Le serveur garde cette copie jusqu'au \(dateAndTime(moment)) : avec la clé de ce PC, "
        + "personne ne peut l'effacer avant."
    }
  }

  private static func way(_ channel: OutsideChannel) -> String {
    switch channel {
    case .server: "vers le serveur protégé"
    case .mail: "au helpdesk"
    }
  }
}
