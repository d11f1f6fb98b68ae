import FarmDatabase
import Records

extension DutchWords {
  static func unreadableProfile(path: String, detail: String) -> Telling {
    Telling(
      "\(quoted(path)) is geen leesbaar profiel\(note(detail)).", untouched,
      "Verbeter dit bestand of neem een ander en probeer opnieuw.")
  }

  static func telling(_ finding: ProfileFinding) -> Telling {
    Telling(headline(of: finding), untouched, remedy(of: finding))
  }

  static func headline(of finding: ProfileFinding) -> String {
    switch finding {
    case .unknownFormat(let format):
      "Het profiel heeft een onbekend formaat\(note("formaat \(format)"))."
    case .noSuchTable(let table):
      "Het profiel noemt de tabel \(quoted(table)), die de databank niet heeft."
    case .tableTwice(let table):
      "Het profiel noemt de tabel \(quoted(table)) twee keer."
    case .virtualTable(let table):
      "De tabel \(quoted(table)) is virtueel en kan niet meedoen."
    case .noSuchColumn(let table, let column):
      "De tabel \(quoted(table)) heeft geen kolom \(quoted(column))."
    case .columnInTwoGroups(let table, let column):
      "De kolom \(quoted(column)) van \(quoted(table)) staat in twee groepen."
    case .noPrimaryKey(let table):
      "De tabel \(quoted(table)) heeft geen sleutel: haar rijen zijn niet te onderscheiden."
    case .identityNeedsOneColumn(let table):
      "De identiteit “own” van \(quoted(table)) vraagt een sleutel van één kolom met 16 bytes."
    case .identityNeedsRowIDKey(let table):
      "De identiteit “surrogate” van \(quoted(table)) vraagt een sleutel die SQLite uitdeelt."
    case .excludedButNeeded(let table, let column):
      "De kolom \(quoted(column)) van \(quoted(table)) is uitgesloten, maar is wel nodig."
    case .parentStaysOut(let table, let parent):
      "De tabel \(quoted(table)) hangt af van \(quoted(parent)), die niet meedoet."
    case .circle(let tables):
      "Deze tabellen hangen in een kring van elkaar af: \(some(tables))."
    case .notMentioned(let table):
      "De tabel \(quoted(table)) staat niet in het profiel: gekopieerd, niet uitgewisseld."
    case .policyNeedsGroup(let table, let policy):
      "De regel \(quoted(policy.rawValue)) van \(quoted(table)) geldt alleen voor kolommen."
    case .policyNeedsOneColumn(let table, let policy):
      "De regel \(quoted(policy.rawValue)) in \(quoted(table)) geldt voor één kolom tegelijk."
    case .policyDoesNotFit(let table, let column, let policy):
      "De regel \(quoted(policy.rawValue)) past niet bij \(quoted(column)) van \(quoted(table))."
    case .statesMissing(let table, let column):
      "De stappen van \(quoted(column)) in \(quoted(table)) ontbreken, of één staat er twee keer."
    case .separatorMissing(let table, let column):
      "Het scheidingsteken voor \(quoted(column)) van \(quoted(table)) is leeg."
    case .keepBothNeedsFreshKeys(let table):
      "De tabel \(quoted(table)) kan niet beide rijen houden: haar sleutel heeft een betekenis."
    }
  }

  private static func remedy(of finding: ProfileFinding) -> String {
    switch finding {
    case .unknownFormat: "Werk dit programma bij of neem een ander profiel."
    case .noSuchTable(let table), .tableTwice(let table), .virtualTable(let table),
      .noPrimaryKey(let table):
      "Haal \(quoted(table)) uit het profiel en probeer opnieuw."
    case .noSuchColumn(let table, _), .columnInTwoGroups(let table, _),
      .identityNeedsOneColumn(let table), .identityNeedsRowIDKey(let table):
      "Verbeter \(quoted(table)) in het profiel en probeer opnieuw."
    case .excludedButNeeded(_, let column):
      "Haal \(quoted(column)) uit de lijst “exclude” en probeer opnieuw."
    case .parentStaysOut(_, let parent):
      "Voeg \(quoted(parent)) aan het profiel toe en probeer opnieuw."
    case .circle: "Laat één van deze tabellen uit het profiel en probeer opnieuw."
    case .notMentioned(let table):
      "Voeg \(quoted(table)) aan het profiel toe of noteer ze onder “leftOut” met de reden."
    case .policyNeedsGroup(let table, _):
      "Noem de kolommen van \(quoted(table)) in een groep met deze regel."
    case .policyNeedsOneColumn(let table, _):
      "Geef elke kolom van \(quoted(table)) een eigen groep voor deze regel."
    case .policyDoesNotFit(_, let column, _):
      "Kies een andere regel voor \(quoted(column)) en probeer opnieuw."
    case .statesMissing(_, let column):
      "Noteer de stappen van \(quoted(column)) onder “states”, van de eerste tot de laatste."
    case .separatorMissing(_, let column):
      "Noteer onder “separator” wat de delen van \(quoted(column)) scheidt."
    case .keepBothNeedsFreshKeys(let table):
      "Kies een andere regel voor \(quoted(table)) en probeer opnieuw."
    }
  }
}
