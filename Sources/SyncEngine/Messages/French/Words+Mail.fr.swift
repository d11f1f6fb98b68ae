import Delivery

extension FrenchWords {
  private static let notSent = "Rien n'a été envoyé ; les copies sur le support sont intactes."

  static func telling(_ fault: LetterFault) -> Telling {
    switch fault {
    case .tooFewLines(let found, let minimum):
      Telling(
        "La description compte \(count(found, "ligne", "lignes")) ; il en faut au moins "
          + "\(number(minimum)).", notSent,
        "Écrivez qui vous êtes, ce qui s'est passé et pourquoi vous écrivez, une ligne chacun.")
    case .noIdentity:
      Telling(
        "La description ne dit pas qui vous êtes.", notSent,
        "Commencez par votre nom, le numéro de la ferme ou votre téléphone.")
    case .noProblem:
      Telling(
        "La description ne dit pas ce qui s'est passé.", notSent,
        "Écrivez ce que vous faisiez et ce qui s'est affiché.")
    case .noPurpose:
      Telling(
        "La description ne dit pas pourquoi vous écrivez.", notSent,
        "Terminez par ce que vous attendez du helpdesk.")
    case .tooManyLines(let found, let maximum):
      Telling(
        "La description compte \(number(found)) lignes, pour \(number(maximum)) au plus.", notSent,
        "Racontez l'essentiel ; le helpdesk vous demandera le reste.")
    case .fieldTooLong(let field, let scalars, let maximum):
      Telling(
        "\(name(of: field)) : \(number(scalars)) caractères, pour \(number(maximum)) au plus.",
        notSent, "Raccourcissez cette réponse, puis recommencez.")
    }
  }

  private static func name(of field: LetterField) -> String {
    switch field {
    case .who: "Qui vous êtes"
    case .problem: "Ce qui s'est passé"
    case .purpose: "Pourquoi vous écrivez"
    }
  }

  static func telling(_ problem: MailProblem) -> Telling {
    switch problem {
    case .tooLarge(let bytes, let limitBytes):
      Telling(
        "La copie est trop grande pour un e-mail : \(size(UInt64(bytes))), pour "
          + "\(size(UInt64(limitBytes))) au plus.", notSent,
        "Envoyez-la au serveur protégé ; l'e-mail part alors avec son reçu.")
    case .noHelpdeskKey:
      Telling(
        "La clé publique du helpdesk manque : la copie ne peut pas être verrouillée pour lui.",
        notSent,
        "Demandez-la au helpdesk et donnez-la à « pocket-sync channels mail --helpdesk-key ».")
    case .file(let path, let errno):
      Telling(
        "Le fichier de l'e-mail \(quoted(path)) ne s'écrit pas ou ne se lit pas"
          + note("errno \(errno)") + ".", notSent,
        "Faites de la place sur le disque du PC, puis recommencez.")
    }
  }

  static func telling(_ problem: ChannelProblem) -> Telling {
    switch problem {
    case .exposed(let path, let mode):
      Telling(
        "D'autres personnes sur ce PC peuvent lire les réglages d'envoi \(quoted(path))"
          + note("mode \(String(mode, radix: 8))") + ".", untouched,
        "Lancez « chmod 600 \(shown(path)) », changez les mots de passe, puis recommencez.")
    case .notUnderstood(let path):
      Telling(
        "Le fichier des réglages d'envoi \(quoted(path)) est endommagé.", untouched,
        "Déplacez-le, puis refaites les réglages avec « pocket-sync channels ».")
    case .newerFormat(let path, let format):
      Telling(
        "Les réglages d'envoi \(quoted(path)) sont d'une version plus récente"
          + note("\(format)") + ".", untouched, updatePC)
    case .unknownKey(let path, let key):
      Telling(
        "Les réglages d'envoi \(quoted(path)) contiennent un mot inconnu : \(quoted(key)).",
        untouched, "Corrigez ce mot ou enlevez sa ligne.")
    case .missing(let path, let key):
      Telling(
        "Dans les réglages d'envoi \(quoted(path)), il manque \(quoted(key)).", untouched,
        "Complétez-les avec « pocket-sync channels ».")
    case .invalid(let path, let key, let expected):
      Telling(
        "Dans les réglages d'envoi \(quoted(path)), \(quoted(key)) ne va pas"
          + note(expected) + ".", untouched, "Corrigez cette valeur avec « pocket-sync channels ».")
    case .systemFault(let path, let call, let errno):
      Telling(
        "Les réglages d'envoi \(quoted(path)) ne s'ouvrent pas\(note(call, "errno \(errno)")).",
        untouched, helpdesk)
    case .noServer:
      Telling(
        "Le serveur protégé n'est pas encore réglé sur ce PC.", notSent,
        "Réglez-le avec « pocket-sync channels server » ; le helpdesk vous donne les valeurs.")
    case .noMail:
      Telling(
        "L'e-mail n'est pas encore réglé sur ce PC.", notSent,
        "Réglez-le avec « pocket-sync channels mail », ou envoyez le fichier vous-même.")
    case .emptySecret:
      Telling("Le mot de passe est vide.", untouched, "Tapez-le, ou donnez le fichier qui l'a.")
    }
  }
}
