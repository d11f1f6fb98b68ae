/// What is said in German, as it is written in East Belgium.
enum GermanWords: Phrasebook {
  static let language = Language.de

  /// Safe before anything moved.
  static let kept =
    "Nichts ist verloren: Das Pocket behält seine Einträge bis zu einer geprüften Kopie."
  /// Safe in the middle of a session.
  static let received =
    "Was angekommen ist, bleibt auf dem PC; das Pocket behält alles bis zu einer geprüften Kopie."
  static let untouched = "Es wurde nichts geändert."
  static let baseKept =
    "Die Datenbank behält ihren letzten vollständigen Stand, das Pocket seine Einträge."
  static let copiesKept = "Die früheren Kopien wurden nicht angerührt."
  static let again = "Lassen Sie das Pocket angeschlossen und versuchen Sie es noch einmal."
  static let helpdesk = "Rufen Sie den Helpdesk an und lesen Sie den Code vor."
  static let updatePocket =
    "Aktualisieren Sie die App auf dem Pocket und versuchen Sie es noch einmal."
  static let updatePC = "Aktualisieren Sie dieses Programm und versuchen Sie es noch einmal."

  static let yes = "ja"
  static let no = "nein"

  static func records(_ count: some BinaryInteger) -> String {
    self.count(count, "Eintrag", "Einträge")
  }
}
