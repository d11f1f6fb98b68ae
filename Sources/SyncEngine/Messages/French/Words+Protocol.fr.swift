extension FrenchWords {
  static func telling(_ problem: ConversationProblem) -> Telling {
    switch problem {
    case .malformed(let field, let address):
      Telling(
        "Le pocket envoie un message illisible\(note(field, address)).", received, updatePocket)
    case .overLimit(let limit, let found, let maximum, let address):
      Telling(
        "Le pocket dépasse une limite"
          + note("\(limit) \(number(found)) > \(number(maximum))", address) + ".",
        received, updatePocket)
    case .outOfTurn(let message, let state, let address):
      Telling(
        "Le pocket envoie un message au mauvais moment\(note(message, state, address)).",
        received, updatePocket)
    case .otherVersion(let oldest, let newest, let address):
      Telling(
        "Le pocket et ce programme ne parlent pas la même version"
          + note("\(oldest)–\(newest)", address) + ".",
        kept, ConversationProblem.isPCTooOld(oldest: oldest) ? updatePC : updatePocket)
    case .contradiction(let field, let address):
      Telling("Le pocket se contredit\(note(field, address)).", received, updatePocket)
    }
  }

  static func telling(_ problem: RefusalProblem) -> Telling {
    switch problem {
    case .notUnderstood(let code, let detail, let address):
      Telling(
        "Le pocket n'a pas compris ce programme\(note("refus \(code)", detail, address)).",
        received, updatePocket)
    case .notPaired(let address):
      Telling(
        "Le pocket ne connaît pas encore ce PC\(note(address)).", kept,
        "Acceptez ce PC dans l'application du pocket, puis recommencez.")
    case .retired(let address):
      Telling(
        "Le pocket dit qu'il est hors service\(note(address)).", kept,
        "Appelez le helpdesk si ce pocket doit encore servir.")
    case .busy(let address):
      Telling(
        "Le pocket est occupé par un autre échange\(note(address)).", kept,
        "Attendez une minute, puis recommencez.")
    case .otherFarm(let address):
      Telling(
        "Le pocket garde des encodages pour une autre exploitation\(note(address)).", kept,
        "Branchez-le d'abord au PC de cette exploitation. Si la base de ce PC a été préparée à"
          + " neuf, restaurez d'abord la dernière copie.")
    case .gap(let address):
      Telling(
        "Ce PC gardait des encodages envoyés par un autre pocket sous le même nom\(note(address)).",
        "Les deux pockets ont encore tout, et le PC a écarté cette réception.",
        "Synchronisez encore une fois.")
    case .noRoom(let address):
      Telling(
        "Le pocket n'a plus de place\(note(address)).", received,
        "Libérez de la place sur le pocket, puis recommencez.")
    case .stopped(let address):
      Telling(
        "L'échange a été arrêté sur le pocket\(note(address)).", received,
        "Recommencez quand vous voulez : le travail reprend où il s'est arrêté.")
    case .ownFault(let detail, let address):
      Telling(
        "L'application du pocket est en panne\(note(detail, address)).", received,
        "Fermez et rouvrez l'application du pocket, puis recommencez.")
    case .schemaNotKept(let detail, let address):
      Telling(
        "L'application du pocket ne peut pas garder toutes les données\(note(detail, address)).",
        received, updatePocket)
    case .unknown(let code, let detail, let address):
      Telling(
        "Le pocket a refusé pour une raison inconnue\(note("refus \(code)", detail, address)).",
        received, updatePC)
    }
  }
}
