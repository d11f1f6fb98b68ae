extension FrenchWords {
  static func telling(_ problem: UsageProblem) -> Telling {
    switch problem {
    case .unreadableAddress(let text):
      Telling(
        "\(quoted(text)) n'est pas l'adresse d'un pocket.", untouched,
        "Écrivez par exemple /dev/ttyACM0, /dev/ttyUSB0@9600, usb:1-2 ou tcp:nom:port.")
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
    case .unreadablePrintedKey(let key):
      Telling(
        "\(quoted(key)) n'est pas une clé imprimée.", untouched,
        "Relisez la clé sur le pocket : quatre groupes de cinq lettres et chiffres.")
    }
  }

  static func telling(_ problem: LookupProblem) -> Telling {
    switch problem {
    case .noSuchItem(let number):
      Telling(
        "Il n'y a pas de n° \(shown(number)) dans la liste.", untouched,
        "Prenez un numéro que montre « pocket-sync conflicts ».")
    case .choiceDoesNotFit(let number):
      Telling(
        "Ce choix n'existe pas pour le n° \(shown(number)).", untouched,
        "Regardez les choix possibles avec « pocket-sync conflicts show \(shown(number)) ».")
    case .valueCount(let expected, let found):
      Telling(
        "Il faut \(count(expected, "valeur", "valeurs")), vous en donnez \(self.number(found)).",
        untouched, "Donnez une valeur par colonne, entre guillemets s'il y a des espaces.")
    case .noSuchTable(let name):
      Telling(
        "Aucune table qui participe ne s'appelle \(quoted(name)).", untouched,
        "Prenez un nom de table que montre « pocket-sync history ».")
    case .noSuchRecord(let table, let key):
      Telling(
        "La table \(quoted(table)) n'a pas de fiche \(quoted(key)).", untouched,
        "Vérifiez le nom ou la clé, puis recommencez.")
    case .severalRecords(let table, let key):
      Telling(
        "La table \(quoted(table)) a plusieurs fiches \(quoted(key)).", untouched,
        "Indiquez la clé de la fiche.")
    case .noSuchSession(let name):
      Telling(
        "Aucune session ni aucun numéro n'est \(quoted(name)).", untouched,
        "Prenez ce que montre « pocket-sync history ».")
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
