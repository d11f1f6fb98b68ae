import FarmDatabase

extension FrenchWords {
  static func telling(_ problem: ReviewProblem) -> Telling {
    switch problem {
    case .alreadyDecided(let number):
      Telling(
        "Le n° \(shown(number)) est déjà décidé.", untouched,
        "Regardez avec « pocket-sync conflicts » ce qui attend encore.")
    case .rowChanged(let number):
      Telling(
        "La fiche du n° \(shown(number)) a encore changé depuis.", untouched,
        "Regardez-la d'abord ; si vous décidez quand même, ajoutez --anyway.")
    case .wrongType(let column, let type, let value):
      Telling(
        "\(quoted(value)) ne va pas dans \(quoted(column))\(note(type)).", untouched,
        "Indiquez une valeur de la bonne sorte.")
    case .refused(let rule, let detail):
      Telling(headline(rule) + note(detail) + ".", untouched, remedy(rule))
    case .hasChildren(let tables):
      Telling(
        "La fiche ne peut pas être effacée : d'autres fiches en dépendent, dans \(some(tables)).",
        untouched, "Effacez d'abord celles-là dans le programme de gestion, ou gardez la fiche.")
    case .stillNotPlaced(let reason, let detail):
      Telling(
        "Cela ne peut toujours pas être repris : \(text(reason))\(note(detail)).",
        "Rien n'a été modifié ; les valeurs restent de côté.",
        "Corrigez la cause sur le PC, ou enlevez-le de la liste avec « aside ».")
    case .notUndoable(let name):
      Telling(
        "\(quoted(name)) ne peut pas être annulé : ce n'est pas une session d'un pocket.",
        untouched,
        "Ce qui a été encodé sur le PC se corrige dans le programme de gestion.")
    case .tooOld(let name):
      Telling(
        "\(quoted(name)) est trop vieux : les anciennes valeurs ne sont plus gardées.", untouched,
        "Corrigez les fiches dans le programme de gestion.")
    }
  }

  private static func headline(_ rule: RowRefusal) -> String {
    switch rule {
    case .required: "Une case obligatoire resterait vide"
    case .check: "Une règle de la base refuse cette valeur"
    case .taken: "Une autre fiche porte déjà cette valeur"
    case .reference: "La fiche indiquée n'existe pas, ou d'autres fiches en dépendent"
    case .other: "La base refuse cette modification"
    }
  }

  private static func remedy(_ rule: RowRefusal) -> String {
    switch rule {
    case .required: "Indiquez une valeur."
    case .check, .taken: "Indiquez une autre valeur."
    case .reference: "Indiquez une fiche qui existe."
    case .other: helpdesk
    }
  }
}
