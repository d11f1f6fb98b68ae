/// What is said in Dutch, as it is spoken in Flanders.
enum DutchWords: Phrasebook {
  static let language = Language.nl

  /// Safe before anything moved.
  static let kept =
    "Er is niets verloren: de pocket bewaart zijn registraties tot er een gecontroleerde kopie is."
  /// Safe in the middle of a session.
  static let received =
    "Wat is aangekomen, blijft op de pc; de pocket houdt alles tot er een gecontroleerde kopie is."
  static let untouched = "Er is niets gewijzigd."
  static let baseKept =
    "De databank houdt haar laatste volledige toestand; de pocket bewaart zijn registraties."
  static let copiesKept = "De vorige kopieën zijn niet aangeraakt."
  static let again = "Laat de pocket aangesloten en probeer opnieuw."
  static let helpdesk = "Bel de helpdesk en lees de code voor."
  static let updatePocket = "Werk de app op de pocket bij en probeer opnieuw."
  static let updatePC = "Werk dit programma bij en probeer opnieuw."

  static let yes = "ja"
  static let no = "nee"

  static func records(_ count: some BinaryInteger) -> String {
    self.count(count, "registratie", "registraties")
  }
}
