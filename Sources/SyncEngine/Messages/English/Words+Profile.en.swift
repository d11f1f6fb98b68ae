import FarmDatabase
import Records

extension EnglishWords {
  static func unreadableProfile(path: String, detail: String) -> Telling {
    Telling(
      "\(quoted(path)) is not a readable profile\(note(detail)).", untouched,
      "Correct this file or take another one, then try again.")
  }

  static func telling(_ finding: ProfileFinding) -> Telling {
    Telling(headline(of: finding), untouched, remedy(of: finding))
  }

  static func headline(of finding: ProfileFinding) -> String {
    switch finding {
    case .unknownFormat(let format):
      "The profile has an unknown format\(note("format \(format)"))."
    case .noSuchTable(let table):
      "The profile names the table \(quoted(table)), which the database does not have."
    case .tableTwice(let table):
      "The profile names the table \(quoted(table)) twice."
    case .virtualTable(let table):
      "The table \(quoted(table)) is virtual and cannot take part."
    case .noSuchColumn(let table, let column):
      "The table \(quoted(table)) has no column \(quoted(column))."
    case .columnInTwoGroups(let table, let column):
      "The column \(quoted(column)) of \(quoted(table)) is in two groups."
    case .noPrimaryKey(let table):
      "The table \(quoted(table)) has no key: its rows cannot be told apart."
    case .identityNeedsOneColumn(let table):
      "The identity “own” of \(quoted(table)) needs a key of one column with 16 bytes."
    case .identityNeedsRowIDKey(let table):
      "The identity “surrogate” of \(quoted(table)) needs a key that SQLite gives out."
    case .excludedButNeeded(let table, let column):
      "The column \(quoted(column)) of \(quoted(table)) is excluded, but it is needed."
    case .parentStaysOut(let table, let parent):
      "The table \(quoted(table)) depends on \(quoted(parent)), which stays out."
    case .circle(let tables):
      "These tables depend on each other in a circle: \(some(tables))."
    case .notMentioned(let table):
      "The table \(quoted(table)) is not in the profile: it is copied, not exchanged."
    case .policyNeedsGroup(let table, let policy):
      "The policy \(quoted(policy.rawValue)) of \(quoted(table)) is for columns, not for a table."
    case .policyNeedsOneColumn(let table, let policy):
      "The policy \(quoted(policy.rawValue)) in \(quoted(table)) is for one column at a time."
    case .policyDoesNotFit(let table, let column, let policy):
      "The policy \(quoted(policy.rawValue)) does not suit \(quoted(column)) of \(quoted(table))."
    case .statesMissing(let table, let column):
      "The states of \(quoted(column)) of \(quoted(table)) are missing, or one is there twice."
    case .separatorMissing(let table, let column):
      "The separator for \(quoted(column)) of \(quoted(table)) is empty."
    case .keepBothNeedsFreshKeys(let table):
      "The table \(quoted(table)) cannot keep both rows: its key has a meaning."
    }
  }

  private static func remedy(of finding: ProfileFinding) -> String {
    switch finding {
    case .unknownFormat: "Update this program or take another profile."
    case .noSuchTable(let table), .tableTwice(let table), .virtualTable(let table),
      .noPrimaryKey(let table):
      "Remove \(quoted(table)) from the profile, then try again."
    case .noSuchColumn(let table, _), .columnInTwoGroups(let table, _),
      .identityNeedsOneColumn(let table), .identityNeedsRowIDKey(let table):
      "Correct \(quoted(table)) in the profile, then try again."
    case .excludedButNeeded(_, let column):
      "Remove \(quoted(column)) from the list “exclude”, then try again."
    case .parentStaysOut(_, let parent):
      "Add \(quoted(parent)) to the profile, then try again."
    case .circle: "Leave one of these tables out of the profile, then try again."
    case .notMentioned(let table):
      "Add \(quoted(table)) to the profile, or note it under “leftOut” with the reason."
    case .policyNeedsGroup(let table, _):
      "Name the columns of \(quoted(table)) in a group with this policy."
    case .policyNeedsOneColumn(let table, _):
      "Give each column of \(quoted(table)) a group of its own for this policy."
    case .policyDoesNotFit(_, let column, _):
      "Choose another policy for \(quoted(column)), then try again."
    case .statesMissing(_, let column):
      "List the states of \(quoted(column)) under “states”, from the first to the last."
    case .separatorMissing(_, let column):
      "Give what separates the entries of \(quoted(column)) under “separator”."
    case .keepBothNeedsFreshKeys(let table):
      "Choose another policy for \(quoted(table)), then try again."
    }
  }
}
