/// What is said in English.
enum EnglishWords: Phrasebook {
  static let language = Language.en

  /// Safe before anything moved.
  static let kept = "Nothing is lost: the pocket keeps its records until there is a verified copy."
  /// Safe in the middle of a session.
  static let received =
    "What has arrived stays on the PC; the pocket keeps everything until there is a verified copy."
  static let untouched = "Nothing was changed."
  static let baseKept = "The database keeps its last complete state; the pocket keeps its records."
  static let copiesKept = "The earlier copies were not touched."
  static let again = "Leave the pocket connected and try again."
  static let helpdesk = "Call the helpdesk and read out the code."
  static let updatePocket = "Update the app on the pocket, then try again."
  static let updatePC = "Update this program, then try again."

  static let yes = "yes"
  static let no = "no"

  static func records(_ count: some BinaryInteger) -> String {
    self.count(count, "record", "records")
  }
}
