extension FrenchWords {
  private static let copyKept =
    "La copie sur le support est complète ; elle partira lors d'un prochain essai."
  private static let nothingGiven =
    "Ni la clé ni la copie ne lui ont été données ; la copie sur le support est complète."
  private static let internet = "Vérifiez que ce PC a accès à internet, puis recommencez."
  private static let settings = "Corrigez les réglages avec « pocket-sync channels server »."
  private static let laterOrHelp =
    "Recommencez plus tard ; si cela persiste, appelez le helpdesk."

  static func telling(_ problem: ServerLineProblem) -> Telling {
    switch problem {
    case .nameNotFound(let host):
      Telling(
        "Le serveur protégé \(quoted(host)) est introuvable sur internet.", copyKept, internet)
    case .refusedConnection(let host):
      Telling(
        "Le serveur protégé \(quoted(host)) n'accepte pas de liaison.", copyKept, laterOrHelp)
    case .unreachable(let host, let errno):
      Telling(
        "Le serveur protégé \(quoted(host)) n'est pas joignable\(note("errno \(errno)")).",
        copyKept, internet)
    case .silent(let host):
      Telling("Le serveur protégé \(quoted(host)) ne répond pas.", copyKept, internet)
    case .untrusted(let host, let detail):
      Telling(
        "Rien ne prouve que le serveur protégé est bien \(quoted(host))\(note(detail)).",
        nothingGiven, helpdesk)
    case .noEncryption(let host, let detail):
      Telling(
        "La liaison protégée avec le serveur \(quoted(host)) ne s'établit pas\(note(detail)).",
        nothingGiven, laterOrHelp)
    case .trustFile(let path):
      Telling(
        "Les certificats du serveur protégé dans \(quoted(path)) ne peuvent pas être lus.",
        copyKept, settings)
    case .cut(let host):
      Telling(
        "La liaison avec le serveur protégé \(quoted(host)) s'est coupée.",
        "Ce qui est arrivé ne repartira pas ; la copie sur le support est complète.", internet)
    }
  }

  static func telling(_ problem: ServerProblem) -> Telling {
    switch problem {
    case .wrongCredentials(let host):
      Telling(
        "Le serveur protégé \(quoted(host)) ne connaît pas la clé, ou son secret est faux.",
        copyKept, settings)
    case .forbidden(let host, let code):
      Telling(
        "La clé de la ferme n'a pas ce droit sur \(quoted(host))\(note(code)).", copyKept,
        helpdesk)
    case .noSuchBucket(let bucket):
      Telling(
        "Le serveur protégé n'a pas de compartiment \(quoted(bucket)).", copyKept, settings)
    case .skewedClock(let seconds):
      Telling(
        "L'horloge de ce PC \(seconds < 0 ? "retarde" : "avance") de "
          + "\(duration(UInt64(seconds.magnitude) * 1_000)) sur celle du serveur protégé.",
        copyKept, "Réglez la date et l'heure du PC, puis recommencez.")
    case .full(let host, let code):
      Telling(
        "Le serveur protégé \(quoted(host)) n'a plus de place pour cette ferme\(note(code)).",
        copyKept, helpdesk)
    case .unavailable(let host, let status, let code):
      Telling(
        "Le serveur protégé \(quoted(host)) n'y arrive pas en ce moment"
          + note("HTTP \(status)", code) + ".", copyKept,
        "Recommencez dans une heure ; si cela persiste, appelez le helpdesk.")
    case .refused(let host, let status, let code):
      Telling(
        "Le serveur protégé \(quoted(host)) refuse\(note("HTTP \(status)", code)).", copyKept,
        helpdesk)
    case .notUnderstood(let host, let detail):
      Telling(
        "Ce que répond \(quoted(host)) n'est pas d'un serveur protégé\(note(detail)).", copyKept,
        settings)
    case .wrongRegion(let expected):
      Telling(
        "Le serveur protégé appelle sa région \(quoted(expected)).", copyKept, settings)
    case .unusableAddress(let text):
      Telling(
        "L'adresse \(quoted(text)) n'est pas celle d'un serveur protégé.", copyKept,
        "Donnez une adresse qui commence par « https:// ».")
    case .unusableAccount(let field):
      Telling(
        "Dans le compte du serveur protégé, \(quoted(field)) ne va pas.", copyKept, settings)
    }
  }

  static func telling(_ problem: SentCopyProblem) -> Telling {
    switch problem {
    case .otherContent(let file):
      Telling(
        "Le serveur protégé a un autre fichier sous le nom \(quoted(file)).",
        "Rien n'a été écrasé, ni là-bas ni sur le support.", helpdesk)
    case .notSealed(let file):
      Telling(
        "\(quoted(file)) n'est pas verrouillé : rien ne quitte la ferme sans l'être.",
        "Rien n'a été envoyé ; la copie sur le support est complète.",
        "Créez une clé avec « pocket-sync keys new », puis faites une nouvelle copie.")
    case .localFile(let file):
      Telling(
        "\(quoted(file)) sur ce PC ou ce support n'est pas le fichier de la copie.",
        "Rien de faux n'a été envoyé ; les copies précédentes du serveur sont intactes.",
        "Vérifiez le support avec « pocket-sync verify », puis faites une nouvelle copie.")
    case .missing(let file):
      Telling(
        "\(quoted(file)) manque sur le serveur protégé.",
        "Les copies sur le support n'ont pas été touchées.",
        "Renvoyez la copie, ou restaurez depuis le support.")
    case .damaged(let file):
      Telling(
        "\(quoted(file)) ne revient pas du serveur protégé comme il a été envoyé.",
        "Les copies sur le support n'ont pas été touchées.",
        "Prenez une autre copie et appelez le helpdesk.")
    case .nothingThere:
      Telling(
        "Il n'y a pas de copie de cette ferme sur le serveur protégé.", untouched,
        "Vérifiez le compte et la ferme, ou prenez un support.")
    case .noSuchCopy(let number):
      Telling(
        "La copie \(self.number(number)) n'est pas sur le serveur protégé.", untouched,
        "Affichez les copies avec « pocket-sync generations ».")
    case .versionTooOld(let version):
      Telling(
        "Le serveur protégé ne prend pas les copies de la version \(quoted(version)) du programme.",
        "La copie sur le support est complète.",
        "Mettez le programme de la ferme à jour : il faut une version d'après octobre 2018.")
    case .versionUnknown(let version):
      Telling(
        "La version du programme de la ferme n'est pas connue\(note(version)).",
        "La copie sur le support est complète ; rien n'a été envoyé.",
        "Indiquez-la dans les réglages : il faut une version d'après octobre 2018.")
    case .state(let path, let errno):
      Telling(
        "Ce qui part vers le serveur protégé ne peut pas être noté dans \(quoted(path))"
          + note("errno \(errno)") + ".", copyKept,
        "Faites de la place sur le disque du PC, puis recommencez.")
    }
  }
}
