extension FrenchWords {
  static func text(_ sentence: MailSentence) -> String {
    switch sentence {
    case .subject(let farm, let code):
      "Demande d'aide de \(shown(farm))" + (code.map { " (\(shown($0)))" } ?? "")
    case .askWho: "Qui êtes-vous ? (nom, numéro de la ferme, téléphone)"
    case .askProblem: "Que s'est-il passé ?"
    case .askPurpose: "Pourquoi l'envoyez-vous, qu'attendez-vous du helpdesk ?"
    case .copyAttached(let copy):
      "La copie n° \(copy) est jointe, verrouillée : seul le helpdesk peut l'ouvrir."
    case .receiptAttached(let copy, true):
      "La copie n° \(copy) est trop grande pour un e-mail : son reçu est joint, elle est sur le "
        + "serveur protégé ou en route."
    case .receiptAttached(let copy, false):
      "La copie n° \(copy) n'est pas jointe, seulement son reçu."
    case .nothingAttached: "Aucune copie n'est jointe."
    case .forTechnician: "Pour le technicien :"
    case .sent(let address): "L'e-mail est parti pour \(shown(address))."
    case .written(let path): "L'e-mail est écrit dans \(quoted(path))."
    case .openedInMailProgram:
      "Votre programme d'e-mail s'ouvre avec lui : regardez-le, puis envoyez-le."
    case .openYourself:
      "Ouvrez ce fichier avec votre programme d'e-mail, puis envoyez-le."
    }
  }

  static func text(_ sentence: ChannelSentence) -> String {
    switch sentence {
    case .server(let endpoint, let bucket, let prefix):
      "Serveur protégé : \(shown(endpoint)), \(shown(bucket)), \(shown(prefix))"
    case .noServer: "Serveur protégé : pas encore réglé (pocket-sync channels server)"
    case .mail(let helpdesk, let sender, let host):
      "E-mail : à \(shown(helpdesk)), de \(shown(sender)), par \(shown(host))"
    case .noMail: "E-mail : pas encore réglé (pocket-sync channels mail)"
    case .limit(let bytes): "Taille d'un e-mail : \(size(bytes)) au plus"
    case .noHelpdeskKey: "Clé publique du helpdesk : aucune, les copies ne sont pas jointes"
    case .saved(let path): "Les réglages sont gardés dans \(quoted(path)), pour vous seul."
    case .askPassword(let user): "Mot de passe de \(quoted(user)) :"
    case .askSecretKey(let id): "Clé secrète de \(quoted(id)) :"
    case .mailChecked(let host):
      "\(shown(host)) répond, est bien protégé et accepte le mot de passe ; rien n'a été envoyé."
    case .serverChecked(let endpoint):
      "\(shown(endpoint)) répond, est bien protégé et accepte la clé ; rien n'a été envoyé."
    }
  }
}
