extension FrenchWords {
  static func telling(_ problem: SealProblem) -> Telling {
    switch problem {
    case .keyMissing(let recipient):
      Telling(
        "La copie est verrouillée et sa clé n’est pas sur ce PC\(note(recipient)).",
        copiesKept,
        "Donnez la phrase secrète ou la clé de secours de la feuille ; pour les copies "
          + "suivantes : « pocket-sync keys take ».")
    case .wrongPassphrase:
      Telling(
        "La phrase secrète est fausse.",
        untouched,
        "Tapez-la de nouveau, attention aux majuscules et aux accents ; ou tapez la "
          + "clé de secours de la feuille imprimée.")
    case .malformedRecoveryKey:
      Telling(
        "Ce n’est pas une clé de secours : un caractère est faux ou manque.",
        untouched,
        "Comparez-la avec la feuille, caractère par caractère ; elle commence par "
          + "AGE-SECRET-KEY-1.")
    case .otherKey(let recipient):
      Telling(
        "Cette clé n’est pas celle de cette copie\(note(recipient)).",
        untouched,
        "Cherchez la feuille de cette ferme et de la date de cette copie.")
    case .damagedIdentityFile:
      Telling(
        "La clé verrouillée sur le support est abîmée : la phrase secrète ne peut pas "
          + "l’ouvrir.",
        copiesKept,
        "Tapez la clé de secours de la feuille imprimée.")
    case .passphraseTooShort(let minimum):
      Telling(
        "La phrase secrète est trop courte.",
        untouched,
        "Prenez au moins \(number(minimum)) caractères, par exemple quatre mots.")
    case .passphrasesDiffer:
      Telling(
        "Les deux phrases secrètes ne sont pas les mêmes.",
        untouched,
        "Recommencez et tapez deux fois la même.")
    case .keyExists(let path):
      Telling(
        "Cette ferme a déjà une clé\(note(path)).",
        untouched,
        "Imprimez de nouveau sa feuille avec « pocket-sync keys sheet ».")
    case .noKey:
      Telling(
        "Les copies de cette ferme ne sont pas verrouillées : il n’y a pas de clé.",
        untouched,
        "Faites-en une avec « pocket-sync keys new ».")
    case .noMemory:
      Telling(
        "Ce PC n’a pas assez de mémoire libre pour la phrase secrète.",
        untouched,
        "Fermez d’autres programmes et réessayez, ou tapez la clé de secours.")
    }
  }

  static func text(_ sentence: SealSentence) -> String {
    switch sentence {
    case .loseBoth:
      "Les copies seront verrouillées. Qui perd cette feuille et la phrase secrète "
        + "perd les copies : personne ne peut les ouvrir, l’assistance non plus."
    case .staysReadable:
      "Sans la clé restent lisibles sur le support : les noms des pockets, les "
        + "dates, les tables et leur nombre de lignes."
    case .choosePassphrase:
      "Choisissez une phrase secrète :"
    case .repeatPassphrase:
      "Encore une fois la même :"
    case .unlock:
      "Phrase secrète, ou clé de secours de la feuille :"
    case .keyMade:
      "Désormais les copies sont verrouillées."
    case .keyTaken:
      "La clé est maintenant sur ce PC : les copies continuent avec elle."
    case .wayLost:
      "La phrase secrète n'ouvre plus les copies de ce support : son fichier y est abîmé."
        + " Choisissez-en une pour les prochaines ; les anciennes s'ouvrent avec la clé de secours."
    case .sheetWritten(let path):
      "La feuille de secours est écrite : \(quoted(path))."
    case .printSheet:
      "Imprimez-la, gardez-la loin du PC et du support, puis supprimez le fichier."
    case .mediaStayPlain:
      "Vos copies sur clé USB ou disque restent lisibles sans clé : seul ce "
        + "qui quitte la ferme est verrouillé."
    case .outsideKeyMade:
      "La clé est faite : ce qui quitte la ferme est verrouillé avec elle. "
        + "Imprimez la fiche maintenant."
    case .olderStayPlain:
      "Les copies déjà faites restent comme elles sont, non verrouillées."
    case .sheetTitle:
      "Feuille de secours des copies verrouillées"
    case .sheetKey:
      "Clé de secours"
    case .sheetUse:
      "Pour restaurer : pocket-sync restore SUPPORT NOUVEAU-FICHIER, puis tapez la "
        + "phrase secrète ou cette clé."
    case .sheetWithoutProgram:
      "Sans le programme : tapez la clé dans un fichier texte, puis age -d -i "
        + "FICHIER-CLE COPIE.zst.age | zstd -dc > NOUVEAU-FICHIER ; ou python3 "
        + "restore.py sur le support."
    case .sheetKeep:
      "Qui a cette feuille et une copie peut tout lire. Gardez-la comme l’acte de "
        + "propriété, pas avec le support."
    }
  }
}
