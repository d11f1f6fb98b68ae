/// What is said in French, as it is spoken in Wallonia.
enum FrenchWords: Phrasebook {
  static let language = Language.fr

  /// Safe before anything moved.
  static let kept = "Rien n'est perdu : le pocket garde ses encodages jusqu'à une copie vérifiée."
  /// Safe in the middle of a session.
  static let received =
    "Ce qui est arrivé reste sur le PC ; le pocket garde tout jusqu'à une copie vérifiée."
  static let untouched = "Rien n'a été modifié."
  static let baseKept =
    "La base garde son dernier état complet ; le pocket garde ses encodages."
  static let copiesKept = "Les copies précédentes n'ont pas été touchées."
  static let again = "Laissez le pocket branché et recommencez."
  static let helpdesk = "Appelez le helpdesk et lisez-lui le code."
  static let updatePocket = "Mettez à jour l'application du pocket, puis recommencez."
  static let updatePC = "Mettez à jour ce programme, puis recommencez."

  static let yes = "oui"
  static let no = "non"

  static func records(_ count: some BinaryInteger) -> String {
    self.count(count, "encodage", "encodages")
  }
}
