extension FrenchWords {
  private static let notGone = "L'e-mail n'est pas parti ; rien n'est perdu."
  private static let later = "Vérifiez l'accès à internet de ce PC, puis recommencez."
  private static let settings = "Corrigez les réglages avec « pocket-sync channels mail »."

  static func telling(_ problem: MailServerProblem) -> Telling {
    switch problem {
    case .hostNotFound(let host):
      Telling("Le serveur d'e-mail \(quoted(host)) est introuvable sur internet.", notGone, later)
    case .connectionRefused(let host, let port):
      Telling(
        "Le serveur d'e-mail \(quoted(host)) n'accepte pas de liaison\(note("port \(port)")).",
        notGone, settings)
    case .notReachable(let host, let port, let errno):
      Telling(
        "Le serveur d'e-mail \(quoted(host)) n'est pas joignable"
          + note("port \(port)", "errno \(errno)") + ".", notGone, later)
    case .silent(let host, let seconds):
      Telling(
        "Le serveur d'e-mail \(quoted(host)) ne dit rien depuis \(number(seconds)) s.", notGone,
        "Recommencez plus tard.")
    case .noProtection(let host):
      Telling(
        "Le serveur d'e-mail \(quoted(host)) n'offre pas de liaison protégée.",
        "Ni le mot de passe ni l'e-mail ne lui ont été donnés.", settings)
    case .certificateRefused(let host, let detail):
      Telling(
        "Rien ne prouve que ce serveur est bien \(quoted(host))\(note(detail)).",
        "Ni le mot de passe ni l'e-mail ne lui ont été donnés.", helpdesk)
    case .protectionFailed(let host, let detail):
      Telling(
        "La liaison protégée avec \(quoted(host)) ne s'établit pas\(note(detail)).",
        "Ni le mot de passe ni l'e-mail ne lui ont été donnés.", "Recommencez plus tard.")
    case .certificateFile(let path):
      Telling(
        "Le fichier de certificats \(quoted(path)) ne peut pas être lu.", notGone, settings)
    case .cut(let host, let detail):
      Telling(
        "La liaison avec \(quoted(host)) s'est coupée avant la fin\(note(detail)).", notGone, later)
    case .unconfirmed(let host):
      Telling(
        "La liaison avec \(quoted(host)) s'est coupée à la fin : l'e-mail est peut-être arrivé.",
        "Un nouvel envoi porte le même numéro : le helpdesk voit que c'est le même e-mail.",
        "Recommencez dans une heure.")
    }
  }

  static func telling(_ problem: SubmissionProblem) -> Telling {
    switch problem {
    case .loginRefused(let user, let reply):
      Telling(
        "Le serveur d'e-mail refuse le nom \(quoted(user)) ou son mot de passe\(note(reply)).",
        notGone, settings)
    case .noLogin(let host):
      Telling(
        "Le serveur d'e-mail \(quoted(host)) veut savoir qui envoie et n'offre pas de le dire.",
        notGone, settings)
    case .senderRefused(let address, let reply):
      Telling(
        "Le serveur d'e-mail refuse l'expéditeur \(quoted(address))\(note(reply)).", notGone,
        settings)
    case .recipientRefused(let address, let reply):
      Telling(
        "Le serveur d'e-mail refuse le destinataire \(quoted(address))\(note(reply)).", notGone,
        settings)
    case .tooLargeForServer(let bytes, let limitBytes, let reply):
      Telling(
        "Le serveur d'e-mail ne prend pas \(size(UInt64(bytes)))"
          + (limitBytes.map { ", mais \(size(UInt64($0))) au plus" } ?? "") + "\(note(reply)).",
        notGone, "Envoyez la copie au serveur protégé ; l'e-mail part alors avec son reçu.")
    case .later(let reply):
      Telling(
        "Le serveur d'e-mail demande de revenir plus tard\(note(reply)).", notGone,
        "Recommencez dans une heure.")
    case .refused(let reply):
      Telling("Le serveur d'e-mail refuse cet e-mail\(note(reply)).", notGone, helpdesk)
    }
  }
}
