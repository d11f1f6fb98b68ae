extension FrenchWords {
  static func text(_ sentence: InventorySentence) -> String {
    switch sentence {
    case .onServer(let copies, let bytes):
      copies == 1
        ? "Sur le serveur protégé : une copie entière de cette ferme ; \(size(bytes)) en tout."
        : "Sur le serveur protégé : \(number(copies)) copies entières de cette ferme ; "
          + "\(size(bytes)) en tout."
    case .allThere: "Tout ce que ce PC a envoyé y est, entier."
    case .lostCopy(let copy): "Pas entière, ou plus là : la copie n° \(copy)."
    case .sentByOthers(let count):
      count == 1
        ? "Une copie n'a pas été envoyée d'ici : par un autre PC, ou avant une réinstallation."
        : "\(number(count)) copies n'ont pas été envoyées d'ici : par un autre PC, ou avant une "
          + "réinstallation."
    case .brokenThere(let count):
      count == 1
        ? "Une copie qui n'a pas été envoyée d'ici n'est pas entière."
        : "\(number(count)) copies qui n'ont pas été envoyées d'ici ne sont pas entières."
    case .unfinished(let count):
      count == 1
        ? "Un envoi y est commencé et pas fini : le prochain le continue."
        : "\(number(count)) envois y sont commencés et pas finis : les prochains les continuent."
    case .foreignFiles(let count):
      count == 1
        ? "Un fichier à cet endroit n'est pas d'une copie."
        : "\(number(count)) fichiers à cet endroit ne sont pas d'une copie."
    }
  }
}
