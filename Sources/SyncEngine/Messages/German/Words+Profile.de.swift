import FarmDatabase
import Records

extension GermanWords {
  static func unreadableProfile(path: String, detail: String) -> Telling {
    Telling(
      "\(quoted(path)) ist kein lesbares Profil\(note(detail)).", untouched,
      "Berichtigen Sie diese Datei oder nehmen Sie eine andere.")
  }

  static func telling(_ finding: ProfileFinding) -> Telling {
    Telling(headline(of: finding), untouched, remedy(of: finding))
  }

  static func headline(of finding: ProfileFinding) -> String {
    switch finding {
    case .unknownFormat(let format):
      "Das Profil hat ein unbekanntes Format\(note("Format \(format)"))."
    case .noSuchTable(let table):
      "Das Profil nennt die Tabelle \(quoted(table)), die es in der Datenbank nicht gibt."
    case .tableTwice(let table):
      "Das Profil nennt die Tabelle \(quoted(table)) zweimal."
    case .virtualTable(let table):
      "Die Tabelle \(quoted(table)) ist virtuell und kann nicht teilnehmen."
    case .noSuchColumn(let table, let column):
      "Die Tabelle \(quoted(table)) hat keine Spalte \(quoted(column))."
    case .columnInTwoGroups(let table, let column):
      "Die Spalte \(quoted(column)) von \(quoted(table)) steht in zwei Gruppen."
    case .noPrimaryKey(let table):
      "Die Tabelle \(quoted(table)) hat keinen Schlüssel: Ihre Zeilen sind nicht zu unterscheiden."
    case .identityNeedsOneColumn(let table):
      "Die Identität „own“ von \(quoted(table)) braucht einen Schlüssel aus einer 16-Byte-Spalte."
    case .identityNeedsRowIDKey(let table):
      "Die Identität „surrogate“ von \(quoted(table)) braucht einen Schlüssel, den SQLite vergibt."
    case .excludedButNeeded(let table, let column):
      "Die Spalte \(quoted(column)) von \(quoted(table)) ist ausgeschlossen, wird aber gebraucht."
    case .parentStaysOut(let table, let parent):
      "Die Tabelle \(quoted(table)) hängt von \(quoted(parent)) ab, die nicht teilnimmt."
    case .circle(let tables):
      "Diese Tabellen hängen im Kreis voneinander ab: \(some(tables))."
    case .notMentioned(let table):
      "Die Tabelle \(quoted(table)) steht nicht im Profil: Sie wird kopiert, nicht abgeglichen."
    case .policyNeedsGroup(let table, let policy):
      "Die Regel \(quoted(policy.rawValue)) von \(quoted(table)) gilt nur für Spalten."
    case .policyNeedsOneColumn(let table, let policy):
      "Die Regel \(quoted(policy.rawValue)) in \(quoted(table)) gilt nur für einzelne Spalten."
    case .policyDoesNotFit(let table, let column, let policy):
      "Die Regel \(quoted(policy.rawValue)) passt nicht zu \(quoted(column)) von \(quoted(table))."
    case .statesMissing(let table, let column):
      "Die Stufen von \(quoted(column)) in \(quoted(table)) fehlen, oder eine steht zweimal da."
    case .separatorMissing(let table, let column):
      "Das Trennzeichen für \(quoted(column)) von \(quoted(table)) ist leer."
    case .keepBothNeedsFreshKeys(let table):
      "Die Tabelle \(quoted(table)) kann nicht beide Zeilen behalten: Ihr Schlüssel bedeutet etwas."
    }
  }

  private static func remedy(of finding: ProfileFinding) -> String {
    switch finding {
    case .unknownFormat: "Aktualisieren Sie dieses Programm oder nehmen Sie ein anderes Profil."
    case .noSuchTable(let table), .tableTwice(let table), .virtualTable(let table),
      .noPrimaryKey(let table):
      "Nehmen Sie \(quoted(table)) aus dem Profil und versuchen Sie es noch einmal."
    case .noSuchColumn(let table, _), .columnInTwoGroups(let table, _),
      .identityNeedsOneColumn(let table), .identityNeedsRowIDKey(let table):
      "Berichtigen Sie \(quoted(table)) im Profil und versuchen Sie es noch einmal."
    case .excludedButNeeded(_, let column):
      "Nehmen Sie \(quoted(column)) aus der Liste „exclude“ und versuchen Sie es noch einmal."
    case .parentStaysOut(_, let parent):
      "Fügen Sie \(quoted(parent)) zum Profil hinzu und versuchen Sie es noch einmal."
    case .circle: "Lassen Sie eine dieser Tabellen aus dem Profil und versuchen Sie es noch einmal."
    case .notMentioned(let table):
      "Fügen Sie \(quoted(table)) zum Profil hinzu oder nennen Sie unter „leftOut“ den Grund."
    case .policyNeedsGroup(let table, _):
      "Nennen Sie die Spalten von \(quoted(table)) in einer Gruppe mit dieser Regel."
    case .policyNeedsOneColumn(let table, _):
      "Geben Sie jeder Spalte von \(quoted(table)) für diese Regel eine eigene Gruppe."
    case .policyDoesNotFit(_, let column, _):
      "Wählen Sie für \(quoted(column)) eine andere Regel und versuchen Sie es noch einmal."
    case .statesMissing(_, let column):
      "Nennen Sie die Stufen von \(quoted(column)) unter „states“, von der ersten zur letzten."
    case .separatorMissing(_, let column):
      "Nennen Sie unter „separator“, was die Teile von \(quoted(column)) trennt."
    case .keepBothNeedsFreshKeys(let table):
      "Wählen Sie für \(quoted(table)) eine andere Regel und versuchen Sie es noch einmal."
    }
  }
}
