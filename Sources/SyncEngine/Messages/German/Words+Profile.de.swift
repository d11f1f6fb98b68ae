import FarmDatabase

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
    }
  }
}
