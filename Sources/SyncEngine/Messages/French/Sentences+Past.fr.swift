import FarmDatabase

extension FrenchWords {
  static func text(_ sentence: PastSentence) -> String {
    switch sentence {
    case .nothing: "Rien n'est encore arrivé."
    case .entry(let author, let moment, let session):
      "N° \(author.commit), \(dateAndTime(moment)) : \(event(author))"
        + (session.map { " (session \($0))" } ?? "")
    case .undone(let first, let last):
      first == last ? "annule le n° \(first)" : "annule les n°s \(first) à \(last)"
    case .rows(let table, let number): "\(table) : \(count(number, "fiche", "fiches"))"
    case .settled(let number):
      "réglé d'après le profil : \(count(number, "différence", "différences"))"
    case .toDecide(let number): "à décider : \(count(number, "différence", "différences"))"
    case .setAside(let number): "de côté : \(records(number))"
    case .version(let author, let moment, let event):
      "\(dateAndTime(moment)), n° \(author.commit), \(text(author)) : \(text(event))"
    case .record(let record, let event): "\(record) : \(text(event))"
    case .more(let limit): "Les \(number(limit)) premières ; ajoutez --limit pour en voir plus."
    case .undoing(let author, let moment):
      "Annulation du n° \(author.commit) du \(dateAndTime(moment)) : \(event(author))."
    case .removed(let table, let number):
      "\(table) : \(count(number, "fiche enlevée", "fiches enlevées"))"
    case .restored(let table, let number):
      "\(table) : \(count(number, "fiche remise", "fiches remises")) comme avant"
    case .broughtBack(let table, let number):
      "\(table) : \(count(number, "fiche revenue", "fiches revenues"))"
    case .kept(let table, let number):
      "\(table) : \(count(number, "fiche reste", "fiches restent")) comme maintenant, à décider"
        + " avec « pocket-sync conflicts »"
    case .nothingToUndo: "Il n'y a rien à annuler : tout est déjà comme avant."
    case .onlyTried: "C'était un essai : rien n'a été modifié."
    case .done(let commit):
      "C'est annulé (n° \(commit)). Les pockets le recevront au prochain branchement."
    }
  }

  private static func event(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "la base a été préparée"
    case .capture: "encodé sur le PC"
    case .merge: "repris de \(text(author))"
    case .recover: "remis depuis le pocket, après une ancienne copie"
    case .retry: "repris de ce qui était de côté"
    case .decision: "vous avez décidé"
    case .undo: "vous avez annulé"
    }
  }

  private static func text(_ event: RowEvent) -> String {
    switch event {
    case .created: "nouveau"
    case .changed: "modifié"
    case .deleted: "effacé"
    case .broughtBack: "revenu"
    }
  }
}
