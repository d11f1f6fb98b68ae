extension FrenchWords {
  static func telling(_ problem: UsageProblem) -> Telling {
    switch problem {
    case .unreadableAddress(let text):
      Telling(
        "\(quoted(text)) n'est pas l'adresse d'un pocket.", untouched,
        "Écrivez par exemple /dev/ttyACM0, /dev/ttyUSB0@9600 ou tcp:nom:port.")
    case .missingOption(let option):
      Telling("Il manque l'option \(shown(option)).", untouched, "Ajoutez-la, puis recommencez.")
    case .optionsExclude(let one, let other):
      Telling(
        "Les options \(shown(one)) et \(shown(other)) ne vont pas ensemble.", untouched,
        "Enlevez l'une des deux, puis recommencez.")
    case .unknownPocket(let name):
      Telling(
        "Aucun pocket en service ne s'appelle \(quoted(name)).", untouched,
        "Prenez le nom que montre « pocket-sync status ».")
    case .missingReason(let name):
      Telling(
        "Il manque la raison de laisser \(quoted(name)) de côté.", untouched,
        "Indiquez la raison avec --reason.")
    case .fileMissing(let path):
      Telling(
        "Le fichier \(quoted(path)) n'existe pas.", untouched,
        "Indiquez le bon fichier, puis recommencez.")
    case .fileUnreadable(let path, let detail):
      Telling(
        "Le fichier \(quoted(path)) ne peut pas être lu\(note(detail)).", untouched,
        "Vérifiez ce fichier et les droits, puis recommencez.")
    case .fileUnwritable(let path, let errno):
      Telling(
        "Le fichier \(quoted(path)) ne peut pas être écrit\(note("errno \(errno)")).", untouched,
        "Choisissez un autre dossier, puis recommencez.")
    case .fileExists(let path):
      Telling(
        "\(quoted(path)) existe déjà.", "Il n'a pas été remplacé.",
        "Choisissez un autre nom, puis recommencez.")
    }
  }

  static func telling(_ problem: ProgramProblem) -> Telling {
    switch problem {
    case .unexpected(let detail):
      Telling("Ce programme s'est trompé\(note(detail)).", received, helpdesk)
    case .noReason:
      Telling("Ce programme s'est arrêté sans dire pourquoi.", received, helpdesk)
    case .demo(let detail):
      Telling(
        "La démonstration s'est arrêtée\(note(detail)).", "Vos données n'y participent pas.",
        "Recommencez la démonstration dans un dossier vide.")
    }
  }

  static var interrupted: Telling {
    Telling(
      "Le travail a été arrêté à votre demande.", received,
      "Recommencez quand vous voulez : le travail reprend où il s'est arrêté.")
  }
}
