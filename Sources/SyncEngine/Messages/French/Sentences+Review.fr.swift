import FarmDatabase
import Records

extension FrenchWords {
  static func text(_ sentence: ReviewSentence) -> String {
    switch sentence {
    case .nothingOpen: "Rien n'attend votre décision."
    case .open(let number):
      "\(count(number, "différence attend", "différences attendent")) votre décision :"
    case .more(let number): "… et encore \(number) : ajoutez --limit pour les voir toutes."
    case .line(let moment, let pocket, let record, let kind, let columns):
      "\(date(moment)), \(pocket.map(shown) ?? "sans pocket") : \(record) ;"
        + " \(text(kind, columns))."
    case .title(let number, let record): "N° \(number) : \(record)"
    case .story(let kind): story(kind)
    case .brought(let author, let moment): "Repris le \(dateAndTime(moment)) de \(text(author))."
    case .column(let name): "\(name) :"
    case .before(let value): "avant : \(value)"
    case .had(let author, let isPC, let moment, let value):
      "\(side(author, isPC: isPC))\(moment.map { ", \(dateAndTime($0))" } ?? "") : \(value)"
    case .stands(let value): "maintenant dans la base : \(value)"
    case .recordIsGone: "La fiche n'est plus dans la base."
    case .recordStands: "La fiche est dans la base."
    case .changedSince: "Attention : la fiche a encore changé depuis."
    case .wasDecided(let choice): "Déjà décidé : \(choice)"
    case .possible: "Vous pouvez :"
    case .choice(let command, let meaning): "\(text(meaning)) : \(command)"
    case .decided(let number, let record):
      "N° \(number) est décidé : \(record). Les pockets le recevront au prochain branchement."
    case .nothingWritten(let number): "N° \(number) attend toujours : rien n'a été modifié."
    case .waiting(let number):
      "De côté, \(count(number, "encodage qui n'a pas pu", "encodages qui n'ont pas pu")) être"
        + " repris :"
    case .waitingLine(let moment, let pocket, let record, let kind, let reason):
      "\(date(moment)), \(pocket.map(shown) ?? "sans pocket") : \(record), \(text(kind)) ;"
        + " \(text(reason))."
    case .ruleSays(let detail): "La base dit : \(shown(detail))"
    case .cell(let column, nil, let new): "\(column) : \(new ?? "–")"
    case .cell(let column, let base?, let new): "\(column) : \(base) → \(new ?? "–")"
    case .placed(let number): "\(number) est repris dans la base."
    case .setAside(let number):
      "\(number) sort de la liste ; ses valeurs restent dans la base."
    }
  }

  private static func text(_ kind: ReviewKind, _ columns: String) -> String {
    switch kind {
    case .bothChanged: "modifié des deux côtés (\(columns))"
    case .deletedOnPocket: "effacé sur le pocket, mais modifié sur le PC"
    case .deletedOnPC: "effacé sur le PC, mais modifié sur le pocket"
    case .recovered: "remplacé par ce que le pocket avait gardé (\(columns))"
    case .parentBroughtBack: "effacé sur le PC, mais un nouvel encodage en dépend"
    case .wholeRow: "modifié des deux côtés, et l'ensemble n'allait pas"
    case .sameKey: "créé des deux côtés, une seule fiche reste"
    case .summed: "modifié des deux côtés, les deux comptent (\(columns))"
    case .movedForward: "avancé des deux côtés, le plus avancé reste (\(columns))"
    case .united: "complété des deux côtés, tout est gardé (\(columns))"
    case .keptBoth: "modifié des deux côtés, gardé deux fois"
    case .undoKeptCells: "pas annulé, car modifié depuis (\(columns))"
    case .undoKeptRow: "pas annulé, car modifié ou utilisé depuis"
    case .undoKeptDeletion: "n'a pas pu revenir"
    case .other: "à regarder"
    }
  }

  private static func story(_ kind: ReviewKind) -> String {
    switch kind {
    case .bothChanged:
      "Modifié des deux côtés, et aucun des deux ne connaissait la valeur de l'autre."
    case .deletedOnPocket:
      "Le pocket l'a effacé, mais le PC l'avait modifié entre-temps : la fiche est restée."
    case .deletedOnPC:
      "Le PC l'avait effacé, mais le pocket l'a modifié : la fiche est revenue."
    case .recovered:
      "La base venait d'une ancienne copie : la valeur plus récente du pocket a été remise."
    case .parentBroughtBack:
      "Le PC l'avait effacé, mais un nouvel encodage du pocket en a besoin : la fiche est revenue."
    case .wholeRow:
      "Modifié des deux côtés ; l'ensemble ne va pas d'après la base, une seule version reste."
    case .sameKey: "Créé des deux côtés avec la même clé : une seule fiche reste pour les deux."
    case .summed: "Les deux côtés ont changé ce nombre : les deux différences comptent."
    case .movedForward: "Les deux côtés l'ont fait avancer : l'état le plus avancé reste."
    case .united: "Les deux côtés l'ont complété : tout ce qui a été ajouté est gardé."
    case .keptBoth: "Modifié des deux côtés : la version du pocket est devenue une nouvelle fiche."
    case .undoKeptCells: "L'annulation n'y a pas touché : quelqu'un l'a modifié depuis."
    case .undoKeptRow:
      "L'annulation aurait dû l'enlever, mais la fiche a été modifiée ou utilisée depuis."
    case .undoKeptDeletion:
      "L'annulation aurait dû la remettre, mais une règle de la base l'empêche."
    case .other: "Une décision automatique a été prise."
    }
  }

  private static func text(_ meaning: ChoiceMeaning) -> String {
    switch meaning {
    case .takes(let value): "prendre \(value)"
    case .stays(let value): "garder \(value)"
    case .recordStays: "garder la fiche"
    case .recordGoes: "effacer la fiche quand même"
    case .writes(let columns): "mettre autre chose (\(columns))"
    case .waits: "décider plus tard"
    case .triesAgain: "essayer encore une fois"
    case .leavesList: "enlever de la liste"
    }
  }

  private static func side(_ author: Author?, isPC: Bool) -> String {
    author.map { $0.kind == .prepare ? "PC" : text($0) } ?? (isPC ? "PC" : "pocket")
  }

  static func text(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "l'état de départ"
    case .capture: "PC"
    case .merge: author.pocket.map(shown) ?? "un pocket"
    case .recover: "reprise après une ancienne copie"
    case .retry: "nouvel essai"
    case .decision: "votre décision"
    case .undo: "une annulation"
    }
  }

  private static func text(_ kind: ChangeKind) -> String {
    switch kind {
    case .create: "nouveau"
    case .update: "modifié"
    case .delete: "effacé"
    }
  }

  static func text(_ reason: QuarantineReason) -> String {
    switch reason {
    case .notWritable: "le pocket ne peut pas écrire dans cette table"
    case .unknownRow: "le PC ne connaît pas cette fiche"
    case .missingParent: "la fiche dont elle dépend n'est pas sur le PC"
    case .wrongIdentity: "l'identité ne correspond pas à la clé"
    case .keyChanged: "la clé de la fiche aurait changé"
    case .contradictoryKey: "une autre fiche a la même clé et dit autre chose"
    case .constraint: "une règle de la base le refuse"
    case .other: "raison inconnue de cette version"
    }
  }
}
