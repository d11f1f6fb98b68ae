extension FrenchWords {
  private static let nothingLeft = "Rien n'a été écrit ni envoyé ; la base n'est pas touchée."
  private static let tellHelpdesk = "Lisez ce code au helpdesk : il faut corriger le programme."

  static func telling(_ problem: BundleProblem) -> Telling {
    switch problem {
    case .unknownFile(let file):
      Telling(
        "Le paquet aurait un fichier qui n'est pas permis : \(quoted(file)).", nothingLeft,
        tellHelpdesk)
    case .unknownField(let file, let field):
      Telling(
        "Le paquet aurait dans \(quoted(file)) une donnée qui n'est pas permise : "
          + "\(quoted(field)).", nothingLeft, tellHelpdesk)
    case .unfitValue(let file, let field):
      Telling(
        "Dans \(quoted(file)), le contenu de \(quoted(field)) n'est pas de la sorte permise.",
        nothingLeft, tellHelpdesk)
    case .tooLarge(let bytes, let limit):
      Telling(
        "Le paquet ferait \(size(bytes)) ; \(size(limit)) au plus sont permis.", nothingLeft,
        tellHelpdesk)
    case .noHelpdeskKey:
      Telling(
        "La clé publique du helpdesk manque : le paquet ne peut pas être verrouillé pour lui.",
        nothingLeft,
        "Demandez-la au helpdesk et donnez-la à « pocket-sync channels mail --helpdesk-key ».")
    }
  }

  static func text(_ sentence: BundleSentence) -> String {
    switch sentence {
    case .holds(let bytes): "Le paquet pour le helpdesk (\(size(bytes))) contient :"
    case .neverHolds:
      "Jamais dedans : la base, un encodage, un nom, une adresse, une clé, un mot de passe."
    case .whoIsWho:
      "Les noms y sont remplacés. Pour le téléphone, voici qui est qui (pas dans le paquet) :"
    case .alias(let mask, let name): "\(shown(mask)) = \(shown(name))"
    case .mayWrite(let path):
      "Écrire ce paquet dans \(quoted(path)) ? Répondez \(yes) ou \(no) :"
    case .maySend:
      "Envoyer ce paquet, verrouillé pour le helpdesk ? Répondez \(yes) ou \(no) :"
    case .written(let path, let bytes): "Le paquet est dans \(quoted(path)) (\(size(bytes)))."
    case .nothingWritten: "Rien n'a été écrit ni envoyé."
    case .attached:
      "Un paquet de diagnostic est joint, verrouillé : seul le helpdesk peut l'ouvrir."
    case .packed(let bytes):
      "Le paquet est prêt pour le serveur protégé, verrouillé pour le helpdesk (\(size(bytes)))."
    case .sent: "Le paquet est sur le serveur protégé ; seul le helpdesk peut l'ouvrir."
    }
  }
}
