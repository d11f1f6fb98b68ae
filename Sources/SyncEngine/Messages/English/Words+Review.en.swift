import FarmDatabase

extension EnglishWords {
  static func telling(_ problem: ReviewProblem) -> Telling {
    switch problem {
    case .alreadyDecided(let number):
      Telling(
        "No. \(shown(number)) is decided already.", untouched,
        "See with “pocket-sync conflicts” what still waits.")
    case .rowChanged(let number):
      Telling(
        "The record of no. \(shown(number)) has changed again since.", untouched,
        "Look at it first; if you decide all the same, add --anyway.")
    case .wrongType(let column, let type, let value):
      Telling(
        "\(quoted(value)) does not fit in \(quoted(column))\(note(type)).", untouched,
        "Give a value of the right sort.")
    case .refused(let rule, let detail):
      Telling(headline(rule) + note(detail) + ".", untouched, remedy(rule))
    case .hasChildren(let tables):
      Telling(
        "The record cannot be deleted: other records belong to it, in \(some(tables)).",
        untouched, "Delete those first in the farm program, or keep the record.")
    case .stillNotPlaced(let reason, let detail):
      Telling(
        "It still cannot be taken over: \(text(reason))\(note(detail)).",
        "Nothing was changed; the values stay set aside.",
        "Mend the cause on the PC, or take it off the list with “aside”.")
    case .notUndoable(let name):
      Telling(
        "\(quoted(name)) cannot be undone: it is no session of a pocket.", untouched,
        "Correct what was recorded on the PC in the farm program.")
    case .tooOld(let name):
      Telling(
        "\(quoted(name)) is too old: the earlier values are no longer kept.", untouched,
        "Correct the records in the farm program.")
    }
  }

  private static func headline(_ rule: RowRefusal) -> String {
    switch rule {
    case .required: "Something that is required would stay empty"
    case .check: "A rule of the database refuses this value"
    case .taken: "Another record has this value already"
    case .reference: "The record that is named does not exist, or others belong to this one"
    case .other: "The database refuses this change"
    }
  }

  private static func remedy(_ rule: RowRefusal) -> String {
    switch rule {
    case .required: "Give a value."
    case .check, .taken: "Give another value."
    case .reference: "Name a record that exists."
    case .other: helpdesk
    }
  }
}
