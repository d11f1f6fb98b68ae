import Transport

extension GermanWords {
  static func telling(_ problem: PocketProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "Es ist kein Pocket angeschlossen.", kept,
        "Schließen Sie das Pocket an, schalten Sie es ein und versuchen Sie es noch einmal.")
    case .several(let addresses):
      Telling(
        "Es sind mehrere Geräte angeschlossen: \(some(addresses)).", kept,
        "Lassen Sie nur das Pocket angeschlossen und versuchen Sie es noch einmal.")
    case .notFound(let path):
      Telling(
        "Das Gerät \(quoted(path)) ist nicht angeschlossen.", kept,
        "Schließen Sie das Pocket neu an, warten Sie zehn Sekunden und versuchen Sie es dann.")
    case .noPermission(let path):
      Telling(
        "Dieser PC darf \(quoted(path)) nicht öffnen.", kept,
        "Rufen Sie den Helpdesk an und lesen Sie den Code vor: Dem PC fehlen die udev-Regeln.")
    case .held(let path, let holder?):
      Telling(
        "Das Programm \(quoted(holder.program)) benutzt das Gerät \(quoted(path))"
          + note("Prozess \(holder.processID)") + ".",
        kept, "Schließen Sie dieses Programm und versuchen Sie es noch einmal.")
    case .held(let path, nil):
      Telling(
        "Ein anderes Programm benutzt das Gerät \(quoted(path)).", kept,
        "Schließen Sie die anderen Programme für das Pocket und versuchen Sie es noch einmal.")
    case .wentAway(let address):
      Telling(
        "Das Pocket ist nicht mehr angeschlossen\(note(address)).", received,
        "Schließen Sie das Pocket wieder an: Die Arbeit geht dort weiter, wo sie aufhörte.")
    case .silent(let address, let seconds):
      Telling(
        "Das Pocket sagt seit \(number(seconds)) s nichts mehr\(note(address)).", received,
        "Wecken Sie das Pocket, öffnen Sie seine App und versuchen Sie es noch einmal.")
    case .retired(let label):
      Telling(
        "\(quoted(label)) wurde auf diesem PC außer Dienst gestellt.",
        "Seine Einträge bleiben auf dem Pocket.",
        "Rufen Sie den Helpdesk an, falls dieses Pocket noch dienen soll.")
    }
  }

  static func telling(_ problem: PortProblem) -> Telling {
    switch problem {
    case .notTerminal(let path):
      Telling(
        "Über \(quoted(path)) kann kein Pocket sprechen.", kept,
        "Geben Sie den Anschluss des Pockets an, zum Beispiel /dev/ttyACM0.")
    case .unsupportedRate(let baud):
      Telling(
        "Dieser PC kennt die Geschwindigkeit von \(number(baud)) Baud nicht.", kept,
        "Geben Sie eine übliche Geschwindigkeit an, zum Beispiel 115200.")
    case .systemFault(let address, let call, let errno):
      Telling(
        "Die Verbindung zum Pocket ist gestört\(note(address, call, "errno \(errno)")).",
        received, "Schließen Sie das Pocket neu an und versuchen Sie es noch einmal.")
    case .badDescriptors(let path, let fault):
      Telling(
        "Das Gerät \(quoted(path)) stellt sich nicht als Pocket vor\(note(fault)).", kept,
        "Trennen Sie es, prüfen Sie, ob es Ihr Pocket ist, und nennen Sie dem Helpdesk den Code.")
    case .noAccessoryMode(let path):
      Telling(
        "Das Telefon will nicht mit einem Programm des PCs sprechen\(note(path)).", kept,
        "Entsperren Sie es und versuchen Sie es noch einmal, sonst schließen Sie es anders an.")
    case .phoneStayedAway(let path, let seconds):
      Telling(
        "Das Telefon wechselte zur App und kam nicht zurück in"
          + " \(number(seconds)) s\(note(path)).",
        kept, "Entsperren Sie es, lassen Sie es die App öffnen und versuchen Sie es noch einmal.")
    case .noPhoneService(let service):
      Telling(
        "Das Programm \(quoted(service)), das mit Telefonen spricht, läuft auf diesem PC nicht.",
        kept,
        "Rufen Sie den Helpdesk an und nennen Sie den Code: Dieses Programm fehlt auf dem PC.")
    case .noAppListens(let device, let port):
      Telling(
        "Das Telefon ist da, aber die App des Pockets ist dort nicht geöffnet"
          + "\(note(device, "Port \(port)")).",
        kept, "Entsperren Sie das Telefon, öffnen Sie die App und beginnen Sie noch einmal.")
    case .phoneServiceFailed(let service, let answer):
      Telling(
        "Das Programm \(quoted(service)) gab keinen Zugang zum Telefon\(note(answer)).", kept,
        "Stecken Sie das Telefon neu ein, entsperren Sie es und beginnen Sie noch einmal.")
    case .networkTimedOut(let host, let port):
      Telling(
        "\(quoted(host)) antwortet nicht im Netz\(note("Port \(port)")).", kept,
        "Bringen Sie das Pocket in dasselbe Netz wie den PC und versuchen Sie es noch einmal.")
    case .networkRefused(let host, let port, let errno):
      Telling(
        "\(quoted(host)) lehnt die Verbindung ab\(note("Port \(port)", "errno \(errno)")).", kept,
        "Öffnen Sie die App auf dem Pocket und versuchen Sie es noch einmal.")
    case .hostNotFound(let host):
      Telling(
        "Der Name \(quoted(host)) ist im Netz unbekannt.", kept,
        "Prüfen Sie den Namen oder geben Sie die Adresse in Ziffern an.")
    }
  }
}
