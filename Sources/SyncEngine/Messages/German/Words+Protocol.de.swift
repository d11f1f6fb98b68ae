extension GermanWords {
  static func telling(_ problem: ConversationProblem) -> Telling {
    switch problem {
    case .malformed(let field, let address):
      Telling(
        "Das Pocket sendet eine unlesbare Nachricht\(note(field, address)).", received,
        updatePocket)
    case .overLimit(let limit, let found, let maximum, let address):
      Telling(
        "Das Pocket überschreitet eine Grenze"
          + note("\(limit) \(number(found)) > \(number(maximum))", address) + ".",
        received, updatePocket)
    case .outOfTurn(let message, let state, let address):
      Telling(
        "Das Pocket sendet eine Nachricht zur falschen Zeit\(note(message, state, address)).",
        received, updatePocket)
    case .otherVersion(let oldest, let newest, let address):
      Telling(
        "Das Pocket und dieses Programm sprechen nicht dieselbe Version"
          + note("\(oldest)–\(newest)", address) + ".",
        kept, ConversationProblem.isPCTooOld(oldest: oldest) ? updatePC : updatePocket)
    case .contradiction(let field, let address):
      Telling("Das Pocket widerspricht sich\(note(field, address)).", received, updatePocket)
    }
  }

  static func telling(_ problem: RefusalProblem) -> Telling {
    switch problem {
    case .notUnderstood(let code, let detail, let address):
      Telling(
        "Das Pocket versteht dieses Programm nicht\(note("Ablehnung \(code)", detail, address)).",
        received, updatePocket)
    case .notPaired(let address):
      Telling(
        "Das Pocket kennt diesen PC noch nicht\(note(address)).", kept,
        "Nehmen Sie diesen PC in der App auf dem Pocket an und versuchen Sie es noch einmal.")
    case .retired(let address):
      Telling(
        "Das Pocket sagt, dass es außer Dienst ist\(note(address)).", kept,
        "Rufen Sie den Helpdesk an, falls dieses Pocket noch dienen soll.")
    case .busy(let address):
      Telling(
        "Das Pocket ist mit einem anderen Abgleich beschäftigt\(note(address)).", kept,
        "Warten Sie eine Minute und versuchen Sie es noch einmal.")
    case .otherFarm(let address):
      Telling(
        "Das Pocket hält Einträge für einen anderen Betrieb\(note(address)).", kept,
        "Schließen Sie es zuerst an den PC jenes Betriebs an. Wurde die Datenbank dieses PCs neu"
          + " vorbereitet, spielen Sie zuerst die letzte Kopie zurück.")
    case .gap(let address):
      Telling(
        "Dieser PC hatte Einträge, die ein anderes Pocket unter demselben Namen"
          + " sandte\(note(address)).",
        "Beide Pockets haben noch alles, und der PC hat diesen Empfang beiseitegelegt.",
        "Synchronisieren Sie noch einmal.")
    case .noRoom(let address):
      Telling(
        "Das Pocket hat keinen Platz mehr\(note(address)).", received,
        "Schaffen Sie Platz auf dem Pocket und versuchen Sie es noch einmal.")
    case .stopped(let address):
      Telling(
        "Der Abgleich wurde auf dem Pocket angehalten\(note(address)).", received,
        "Versuchen Sie es, wann Sie wollen: Die Arbeit geht dort weiter, wo sie aufhörte.")
    case .ownFault(let detail, let address):
      Telling(
        "Die App auf dem Pocket ist gestört\(note(detail, address)).", received,
        "Schließen und öffnen Sie die App auf dem Pocket und versuchen Sie es noch einmal.")
    case .schemaNotKept(let detail, let address):
      Telling(
        "Die App auf dem Pocket kann nicht alle Daten behalten\(note(detail, address)).",
        received, updatePocket)
    case .unknown(let code, let detail, let address):
      Telling(
        "Das Pocket lehnt aus unbekanntem Grund ab\(note("Ablehnung \(code)", detail, address)).",
        received, updatePC)
    }
  }
}
