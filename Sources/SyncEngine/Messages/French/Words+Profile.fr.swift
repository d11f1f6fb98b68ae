import FarmDatabase
import Records

extension FrenchWords {
  static func unreadableProfile(path: String, detail: String) -> Telling {
    Telling(
      "\(quoted(path)) n'est pas un profil lisible\(note(detail)).", untouched,
      "Corrigez ce fichier ou prenez-en un autre, puis recommencez.")
  }

  static func telling(_ finding: ProfileFinding) -> Telling {
    Telling(headline(of: finding), untouched, remedy(of: finding))
  }

  static func headline(of finding: ProfileFinding) -> String {
    switch finding {
    case .unknownFormat(let format):
      "Le profil a un format inconnu\(note("format \(format)"))."
    case .noSuchTable(let table):
      "Le profil nomme la table \(quoted(table)), que la base n'a pas."
    case .tableTwice(let table):
      "Le profil nomme deux fois la table \(quoted(table))."
    case .virtualTable(let table):
      "La table \(quoted(table)) est virtuelle et ne peut pas participer."
    case .noSuchColumn(let table, let column):
      "La table \(quoted(table)) n'a pas de colonne \(quoted(column))."
    case .columnInTwoGroups(let table, let column):
      "La colonne \(quoted(column)) de \(quoted(table)) est dans deux groupes."
    case .noPrimaryKey(let table):
      "La table \(quoted(table)) n'a pas de clé : ses lignes ne se distinguent pas."
    case .identityNeedsOneColumn(let table):
      "L'identité « own » de \(quoted(table)) demande une clé d'une colonne de 16 octets."
    case .identityNeedsRowIDKey(let table):
      "L'identité « surrogate » de \(quoted(table)) demande une clé que SQLite attribue."
    case .excludedButNeeded(let table, let column):
      "La colonne \(quoted(column)) de \(quoted(table)) est exclue, mais elle est nécessaire."
    case .parentStaysOut(let table, let parent):
      "La table \(quoted(table)) dépend de \(quoted(parent)), qui ne participe pas."
    case .circle(let tables):
      "Ces tables dépendent l'une de l'autre en cercle : \(some(tables))."
    case .notMentioned(let table):
      "La table \(quoted(table)) n'est pas dans le profil : elle est copiée, pas échangée."
    case .policyNeedsGroup(let table, let policy):
      "La règle \(quoted(policy.rawValue)) de \(quoted(table)) ne vaut que pour des colonnes."
    case .policyNeedsOneColumn(let table, let policy):
      "La règle \(quoted(policy.rawValue)) dans \(quoted(table)) vaut pour une colonne à la fois."
    case .policyDoesNotFit(let table, let column, let policy):
      "La règle \(quoted(policy.rawValue)) ne convient pas à \(quoted(column)) de \(quoted(table))."
    case .statesMissing(let table, let column):
      "Les états de \(quoted(column)) de \(quoted(table)) manquent, ou l'un d'eux figure deux fois."
    case .separatorMissing(let table, let column):
      "Le séparateur pour \(quoted(column)) de \(quoted(table)) est vide."
    case .keepBothNeedsFreshKeys(let table):
      "La table \(quoted(table)) ne peut pas garder les deux lignes : sa clé a un sens."
    }
  }

  private static func remedy(of finding: ProfileFinding) -> String {
    switch finding {
    case .unknownFormat: "Mettez à jour ce programme ou prenez un autre profil."
    case .noSuchTable(let table), .tableTwice(let table), .virtualTable(let table),
      .noPrimaryKey(let table):
      "Enlevez \(quoted(table)) du profil, puis recommencez."
    case .noSuchColumn(let table, _), .columnInTwoGroups(let table, _),
      .identityNeedsOneColumn(let table), .identityNeedsRowIDKey(let table):
      "Corrigez \(quoted(table)) dans le profil, puis recommencez."
    case .excludedButNeeded(_, let column):
      "Enlevez \(quoted(column)) de la liste « exclude », puis recommencez."
    case .parentStaysOut(_, let parent):
      "Ajoutez \(quoted(parent)) au profil, puis recommencez."
    case .circle: "Laissez une de ces tables hors du profil, puis recommencez."
    case .notMentioned(let table):
      "Ajoutez \(quoted(table)) au profil, ou notez-la dans « leftOut » avec la raison."
    case .policyNeedsGroup(let table, _):
      "Nommez les colonnes de \(quoted(table)) dans un groupe avec cette règle."
    case .policyNeedsOneColumn(let table, _):
      "Donnez à chaque colonne de \(quoted(table)) son propre groupe pour cette règle."
    case .policyDoesNotFit(_, let column, _):
      "Choisissez une autre règle pour \(quoted(column)), puis recommencez."
    case .statesMissing(_, let column):
      "Notez les états de \(quoted(column)) dans « states », du premier au dernier."
    case .separatorMissing(_, let column):
      "Notez dans « separator » ce qui sépare les éléments de \(quoted(column))."
    case .keepBothNeedsFreshKeys(let table):
      "Choisissez une autre règle pour \(quoted(table)), puis recommencez."
    }
  }
}
