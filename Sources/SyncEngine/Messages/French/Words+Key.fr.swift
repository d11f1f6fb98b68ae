extension FrenchWords {
  private static let pair =
    "Choisissez « Associer » dans l'application du pocket, puis lancez « pocket-sync pair »."
  /// Of a device that may have been reset: nobody knows what it still holds.
  private static let nothingMoved =
    "Rien n'a été échangé avec cet appareil ; ce qui est déjà sur le PC y reste."
  private static let nothingTaken =
    "Rien n'en a été repris ; le pocket garde tout jusqu'à une copie vérifiée."
  private static let nothingPaired = "Rien n'a été associé, rien n'a été échangé."

  static func telling(_ problem: KeyProblem) -> Telling {
    Telling(headline(of: problem), safe(after: problem), remedy(of: problem))
  }

  private static func headline(of problem: KeyProblem) -> String {
    switch problem {
    case .notPaired(let address):
      "Ce pocket et ce PC ne sont pas encore associés\(note(address))."
    case .forgotten(let address):
      "Le pocket ne connaît plus ce PC : il a été réinitialisé, ou son application est neuve"
        + note(address) + "."
    case .keyChanged(let name, let address):
      "L'appareil qui dit être \(quoted(name)) ne prouve pas qu'il est celui que ce PC connaît"
        + note(address) + "."
    case .identityChanged(let name, let address):
      "\(quoted(name)) se présente maintenant comme un autre appareil\(note(address))."
    case .notContinued(let name, let address):
      "\(quoted(name)) ne reprend pas où son dernier échange s'est arrêté : il a été remis à un"
        + " état antérieur, ou une copie de lui est en service\(note(address))."
    case .otherDevice(let address):
      "Pendant l'échange, le pocket dit être un autre appareil qu'au début\(note(address))."
    case .alreadyInSession(let name, let address):
      "\(quoted(name)) est en ce moment dans un autre échange\(note(address))."
    case .noHandshake(let address, let seconds):
      "Un appareil répond, mais n'a pas prouvé en \(number(seconds)) s qui il est\(note(address))."
    case .otherVersion(let address):
      "Le pocket et ce programme ne connaissent pas la même liaison protégée\(note(address))."
    case .altered(let detail, let address):
      "Ce qui est arrivé n'est pas ce que le pocket a envoyé\(note(detail, address))."
    case .digitsDiffer(true, let address):
      "Vous avez répondu que les chiffres ne sont pas les mêmes\(note(address))."
    case .digitsDiffer(false, let address):
      "Sur le pocket, la réponse est que les chiffres ne sont pas les mêmes\(note(address))."
    case .tooManyAttempts:
      "Trop d'essais d'associer un pocket ont échoué : ce PC n'en fait plus."
    case .printedKeyRefused(let address):
      "Le pocket n'a pas accepté la clé imprimée\(note(address))."
    }
  }

  private static func safe(after problem: KeyProblem) -> String {
    switch problem {
    case .notPaired, .alreadyInSession, .noHandshake, .otherVersion, .tooManyAttempts: kept
    case .forgotten, .keyChanged, .identityChanged, .notContinued, .otherDevice: nothingMoved
    case .altered: nothingTaken
    case .digitsDiffer, .printedKeyRefused: nothingPaired
    }
  }

  private static func remedy(of problem: KeyProblem) -> String {
    switch problem {
    case .notPaired, .forgotten: pair
    case .keyChanged:
      "S'il a été réinitialisé ou si son application est neuve, lancez"
        + " « pocket-sync devices --forget » avec son nom, puis associez-le."
        + " Sinon, appelez le helpdesk et lisez-lui le code."
    case .identityChanged, .otherDevice: helpdesk
    case .notContinued:
      "Sur le pocket qui doit servir, choisissez « Associer » dans l'application, puis lancez"
        + " « pocket-sync pair »."
    case .alreadyInSession: "Attendez la fin de cet échange, puis recommencez."
    case .noHandshake:
      "Laissez l'application du pocket ouverte et recommencez ; si cela revient, mettez-la à jour."
    case .otherVersion:
      "Mettez à jour ce programme et l'application du pocket ; si le pocket porte une clé imprimée,"
        + " lancez « pocket-sync pair --key »."
    case .altered:
      "Prenez un autre câble ou un autre réseau et recommencez ; si cela revient, appelez le"
        + " helpdesk et lisez-lui le code."
    case .digitsDiffer:
      "Reliez le pocket à ce PC par un câble, puis associez-les encore une fois."
    case .tooManyAttempts:
      "Lancez « pocket-sync devices --new-keys », puis associez de nouveau chaque pocket."
    case .printedKeyRefused:
      "Relisez la clé imprimée sur le pocket et tapez-la encore une fois."
    }
  }

  static func telling(_ problem: KeyStoreProblem) -> Telling {
    switch problem {
    case .exposed(let path, let mode):
      Telling(
        "D'autres personnes sur ce PC peuvent lire le fichier des clés \(quoted(path))"
          + note("mode \(String(mode, radix: 8))") + ".",
        untouched, "Lancez « chmod 600 \(shown(path)) », puis recommencez.")
    case .unreadable(let path):
      Telling(
        "Le fichier des clés \(quoted(path)) est endommagé.", untouched,
        "Appelez le helpdesk et lisez-lui le code avant « pocket-sync devices --new-keys ».")
    case .systemFault(let path, let call, let errno):
      Telling(
        "Le fichier des clés \(quoted(path)) ne peut pas être lu ou écrit"
          + note(call, "errno \(errno)") + ".",
        kept, "Vérifiez la place et les droits dans ce dossier, puis recommencez.")
    }
  }
}
