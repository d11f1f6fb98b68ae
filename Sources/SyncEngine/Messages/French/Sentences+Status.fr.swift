extension FrenchWords {
  static func text(_ sentence: StatusSentence) -> String {
    switch sentence {
    case .database(let path, let farm): "\(shown(farm)) : \(shown(path))"
    case .pocket(let label): "\(shown(label))"
    case .retired(let label): "\(shown(label)), hors service"
    case .lastAttempt(let moment?): "Dernier essai : \(dateAndTime(moment))"
    case .lastAttempt(nil): "Dernier essai : jamais"
    case .lastSuccess(let moment?): "Dernière réussite : \(dateAndTime(moment))"
    case .lastSuccess(nil): "Dernière réussite : jamais"
    case .noPockets: "Aucun pocket n'est encore connu : branchez-le et synchronisez."
    case .copyOn(let volume, let copy, let made, let isPartial):
      "\(quoted(volume)) : copie n° \(copy) du \(dateAndTime(made))"
        + (isPartial ? ", partielle" : "")
    case .oldestMedium(let volume):
      "La copie la plus ancienne est sur \(quoted(volume)) : prenez ce support la prochaine fois."
    case .noCopy: "Aucune copie vérifiée n'a encore été faite."
    case .notInCopy(let label, let count):
      "\(shown(label)) : \(records(count)) pas encore dans une copie vérifiée."
    case .allInCopy(let label): "\(shown(label)) : tout est dans une copie vérifiée."
    case .toDecide(let number):
      "À décider : \(count(number, "différence", "différences")) (pocket-sync conflicts)"
    case .setAside(let number): "De côté, pour le helpdesk : \(records(number))"
    }
  }

  static func text(_ sentence: StoreSentence) -> String {
    switch sentence {
    case .volumes(0): "Aucun support externe n'est branché."
    case .volumes(let number): "\(count(number, "support branché", "supports branchés")) :"
    case .unfit: "Ne conviennent pas :"
    case .disc(let kind, let isBlank, let isRewritable):
      shown(kind) + (isBlank ? ", vierge" : ", à compléter")
        + (isRewritable ? ", réinscriptible" : "")
    case .copies(0, let volume): "Aucune copie sur \(quoted(volume))."
    case .copies(let number, let volume):
      "\(count(number, "copie", "copies")) sur \(quoted(volume)) :"
    case .full: "entière"
    case .changesSince(let copy): "depuis le n° \(copy)"
    case .complete: "complète"
    case .partial: "partielle"
    case .damaged: "abîmée"
    case .verifying(let volume): "Vérification des copies sur \(quoted(volume))…"
    case .fileGood(let file): "\(shown(file)) : bon"
    case .fileBad(let file): "\(shown(file)) : ABÎMÉ"
    case .allGood(let copies, let files):
      "Tout est bon : \(count(copies, "copie", "copies")),"
        + " \(count(files, "fichier relu", "fichiers relus"))."
    case .left(let milliseconds): "encore \(duration(milliseconds))"
    case .restoring(let copy): "Restauration de la copie n° \(copy)…"
    case .restored(let copy, let path):
      "La copie n° \(copy) est restaurée dans \(quoted(path))."
    case .replaced(let copy, let path):
      "La copie n° \(copy) est maintenant la base \(quoted(path))."
    case .keptAside(let path): "La base qui était là est gardée sous \(quoted(path))."
    case .tableWritten(let table, let number, let path):
      "\(shown(table)) : \(count(number, "ligne écrite", "lignes écrites")) dans \(quoted(path))."
    case .rehearsing(let copy): "Répétition : la copie n° \(copy) est reconstruite et ouverte…"
    case .rehearsed(let copy, let tables, let number):
      "La copie n° \(copy) a été reconstruite et ouverte ; tout est comme certifié :"
        + " \(count(tables, "table", "tables")), \(count(number, "ligne", "lignes"))."
    case .checkedOn(let moment): "Vérifiée le \(dateAndTime(moment))"
    case .receiptWritten(let path): "Le reçu est dans \(quoted(path)) : ouvrez-le et imprimez-le."
    }
  }

  static func text(_ sentence: DemoSentence) -> String {
    switch sentence {
    case .title: "Démonstration : une semaine de travail, un pocket, une copie."
    case .farmMade(let rows, let bytes):
      "Une exploitation est inventée : \(count(rows, "ligne", "lignes")), \(size(bytes))."
    case .firstDock(let pockets):
      "Premier branchement : \(count(pockets, "pocket reçoit", "pockets reçoivent")) les données."
    case .week(let field, let office):
      "Une semaine passe : \(records(field)) au champ, \(records(office)) au bureau."
    case .gateStaysClosed:
      "Copie demandée sans synchroniser : elle est refusée, comme il se doit."
    case .secondDock(let baud): "Deuxième branchement, sur une ligne à \(number(baud)) bauds."
    case .copying(let path): "Copie de sauvegarde vers \(quoted(path))."
    case .restoredElsewhere(let path):
      "La copie est restaurée dans \(quoted(path)) et comparée : tout est égal."
    case .losersKept(let number):
      "\(count(number, "différence", "différences")) entre champ et bureau :"
        + " la valeur écartée est gardée chaque fois."
    case .nothingDecided: "Le champ et le bureau ne se sont pas contredits."
    case .done(let milliseconds): "Démonstration réussie en \(duration(milliseconds))."
    case .filesAt(let path): "Les fichiers sont dans \(quoted(path))."
    }
  }
}
