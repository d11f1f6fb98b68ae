import FarmDatabase

extension FrenchWords {
  static func text(_ sentence: DockSentence) -> String {
    switch sentence {
    case .calling(let address): "Appel du pocket\(note(address))…"
    case .met(let label, let isNew, 0):
      "\(shown(label)) : aucun encodage à reprendre\(isNew ? ", nouveau pocket" : "")."
    case .met(let label, let isNew, let waiting):
      "\(shown(label)) : \(records(waiting)) à reprendre\(isNew ? ", nouveau pocket" : "")."
    case .setBack(let label):
      "\(shown(label)) a été remis à un état antérieur : il renvoie tout, rien ne sera en double."
    case .twins(let label):
      "Deux pockets se présentent comme \(shown(label)), l'un étant la copie de l'autre : rien"
        + " n'est perdu. Réinitialisez l'un des deux dans ses réglages, pour que le PC les"
        + " distingue."
    case .recovered(let label, let rows, let reviews):
      "La base du PC provenait d'une copie plus ancienne :"
        + " \(count(rows, "encodage repris", "encodages repris")) depuis \(shown(label)),"
        + " \(number(reviews)) à vérifier."
    case .received(let done, let total): "\(records(done)) sur \(number(total))."
    case .merging(let changes): "Reprise dans la base du PC : \(records(changes))…"
    case .merged(let label, let changes):
      "\(shown(label)) : \(records(changes)) dans la base du PC."
    case .captured(let rows):
      "Sur le PC, \(count(rows, "ligne modifiée", "lignes modifiées")) depuis la dernière fois."
    case .toDecide(let number):
      "\(count(number, "différence", "différences")) entre le pocket et le PC : les deux valeurs"
        + " sont gardées. Pour décider : pocket-sync conflicts."
    case .setAside(let number):
      "\(records(number)) mis de côté, pour le helpdesk :"
        + " rien n'est perdu."
    case .fed(let rows): "\(count(rows, "ligne envoyée", "lignes envoyées")) au pocket."
    case .nothingNew(let label): "\(shown(label)) : rien de nouveau."
    case .finished(let label, let milliseconds):
      "\(shown(label)) : synchronisé en \(duration(milliseconds))."
    }
  }

  static func columns(_ heading: Heading) -> [String] {
    switch heading {
    case .traffic: ["Table", "Reçu", "Envoyé", "À décider", "De côté"]
    case .volumes: ["Support", "Modèle", "Taille", "Libre", "Dernière copie"]
    case .generations: ["Copie", "Date", "Sorte", "Pockets", "Taille", "État"]
    case .bundle: ["Fichier", "Lignes", "Taille"]
    case .sessions:
      ["Date", "Pocket", "Résultat", "Encodages", "Octets", "Reprises", "Durée"]
    case .copies: ["Date", "Résultat", "Octets", "Durée"]
    }
  }

  static func text(_ sentence: SetUpSentence) -> String {
    switch sentence {
    case .prepared(let path, let tables):
      "La base \(quoted(path)) est prête :"
        + " \(count(tables, "table participe", "tables participent"))."
    case .finding(let finding): headline(of: finding)
    case .adopted(let tables) where tables.isEmpty:
      "Rien n'a changé : les tables sont comme avant."
    case .adopted(let tables): "Repris : \(some(tables))."
    case .fits(let profile): "Le profil \(quoted(profile)) convient à la base."
    case .profileWritten(let path): "Le profil est écrit dans \(quoted(path)) : relisez-le."
    case .retired(let label, let reason):
      "\(quoted(label)) est hors service : \(shown(reason)). Il ne bloque plus la copie."
    case .pairOnPocket: "Sur le pocket, choisissez de l'associer à un PC."
    case .compareDigits(let name, let digits):
      "\(quoted(name)) doit montrer ces chiffres : \(shown(digits))."
    case .areDigitsSame: "Le pocket montre-t-il les mêmes chiffres ? Répondez \(yes) ou \(no) :"
    case .paired(let name): "\(quoted(name)) et ce PC sont associés."
    case .device(let name, let sessions, let isRetired):
      "\(shown(name)) : \(count(sessions, "échange", "échanges")) depuis l'association"
        + (isRetired ? ", hors service." : ".")
    case .noDevices:
      "Aucun pocket n'est encore associé à ce PC : choisissez « Associer » dans l'application du"
        + " pocket, puis lancez « pocket-sync pair »."
    case .keysRenewed:
      "Ce PC a de nouvelles clés : associez de nouveau chaque pocket avec « pocket-sync pair »."
    case .nextStep: "Branchez maintenant le pocket et synchronisez."
    }
  }
}
