extension FrenchWords {
  static func telling(_ problem: LineProblem) -> Telling {
    switch problem {
    case .noAnswer(let address):
      Telling(
        "Un appareil est branché, mais aucun pocket n'y répond\(note(address)).", kept,
        "Ouvrez l'application du pocket, puis recommencez.")
    case .silent(let address, let seconds):
      Telling(
        "La liaison avec le pocket est muette depuis \(number(seconds)) s\(note(address)).",
        received, "Vérifiez le câble et recommencez : le travail reprend où il s'est arrêté.")
    case .tooNoisy(let address, let tries):
      Telling(
        "La liaison est trop mauvaise : un envoi a échoué \(number(tries)) fois\(note(address)).",
        received, "Prenez un autre câble ou une autre prise du PC, puis recommencez.")
    case .congested(let address, let bytes):
      Telling(
        "Le pocket n'accepte plus rien : \(size(UInt64(clamping: bytes))) attendent"
          + note(address) + ".",
        received, "Fermez les autres applications du pocket, puis recommencez.")
    case .unconfirmed(let address):
      Telling(
        "Le pocket n'a pas confirmé la fin de l'échange\(note(address)).", received, again)
    case .reset(let address):
      Telling(
        "L'application du pocket s'est arrêtée pendant l'échange\(note(address)).", received,
        "Rouvrez l'application du pocket, puis recommencez.")
    case .closedEarly(let address):
      Telling(
        "Le pocket a quitté l'échange avant la fin\(note(address)).", received,
        "Recommencez sans toucher au pocket pendant l'échange.")
    case .restarted(let address):
      Telling(
        "L'autre bout de la liaison a recommencé à zéro\(note(address)).", received,
        "Laissez un seul programme parler au pocket, puis recommencez.")
    }
  }

  static func telling(_ problem: LinkProblem) -> Telling {
    switch problem {
    case .otherVersion(let address, let version):
      Telling(
        "Le pocket parle une autre version de la liaison\(note("version \(version)", address)).",
        kept, updatePocket)
    case .impossible(let address):
      Telling(
        "Le pocket confirme des envois qui n'ont pas eu lieu\(note(address)).", received,
        "Éteignez et rallumez le pocket, puis recommencez.")
    case .messageTooLong(let address, let bytes, let limitBytes):
      Telling(
        "Un envoi au pocket est trop grand"
          + note("\(number(bytes)) > \(number(limitBytes))", address) + ".",
        received, helpdesk)
    case .foreignMessageTooLong(let address, let limitBytes):
      Telling(
        "Le pocket envoie trop en une fois"
          + note("> \(number(limitBytes))", address) + ".",
        received, updatePocket)
    case .notOpen(let address):
      Telling("L'échange avec le pocket n'est pas ouvert\(note(address)).", received, again)
    case .notTrace(let address):
      Telling(
        "\(quoted(address)) n'est pas l'enregistrement d'une séance.", untouched,
        "Choisissez un autre fichier.")
    case .traceVersion(let address, let version):
      Telling(
        "L'enregistrement \(quoted(address)) vient d'un programme plus récent"
          + note("version \(version)") + ".",
        untouched, updatePC)
    case .replayDiverged(let address, let offset):
      Telling(
        "La séance rejouée s'écarte de l'enregistrement \(quoted(address))"
          + " à l'octet \(number(offset)).",
        "Le pocket n'a pas été touché.", "Transmettez l'enregistrement au helpdesk.")
    }
  }
}
