import Transport

extension FrenchWords {
  static func telling(_ problem: PocketProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "Aucun pocket n'est branché.", kept,
        "Branchez le pocket et allumez-le, puis recommencez.")
    case .several(let addresses):
      Telling(
        "Plusieurs appareils sont branchés : \(some(addresses)).", kept,
        "Laissez seulement le pocket branché, puis recommencez.")
    case .notFound(let path):
      Telling(
        "L'appareil \(quoted(path)) n'est pas branché.", kept,
        "Rebranchez le pocket, attendez dix secondes, puis recommencez.")
    case .noPermission(let path):
      Telling(
        "Ce PC n'a pas le droit d'ouvrir \(quoted(path)).", kept,
        "Appelez le helpdesk et lisez-lui le code : il manque au PC les règles udev du pocket.")
    case .held(let path, let holder?):
      Telling(
        "Le programme \(quoted(holder.program)) occupe l'appareil \(quoted(path))"
          + note("processus \(holder.processID)") + ".",
        kept, "Fermez ce programme, puis recommencez.")
    case .held(let path, nil):
      Telling(
        "Un autre programme occupe l'appareil \(quoted(path)).", kept,
        "Fermez les autres programmes qui parlent au pocket, puis recommencez.")
    case .wentAway(let address):
      Telling(
        "Le pocket n'est plus branché\(note(address)).", received,
        "Rebranchez le pocket et recommencez : le travail reprend où il s'est arrêté.")
    case .silent(let address, let seconds):
      Telling(
        "Le pocket ne dit plus rien depuis \(number(seconds)) s\(note(address)).", received,
        "Réveillez le pocket, ouvrez son application, puis recommencez.")
    case .retired(let label):
      Telling(
        "\(quoted(label)) a été mis hors service sur ce PC.",
        "Ses encodages restent dans le pocket.",
        "Appelez le helpdesk si ce pocket doit encore servir.")
    }
  }

  static func telling(_ problem: PortProblem) -> Telling {
    switch problem {
    case .notTerminal(let path):
      Telling(
        "Aucun pocket ne peut parler par \(quoted(path)).", kept,
        "Indiquez le port du pocket, par exemple /dev/ttyACM0.")
    case .unsupportedRate(let baud):
      Telling(
        "Ce PC ne connaît pas la vitesse de \(number(baud)) bauds.", kept,
        "Indiquez une vitesse courante, par exemple 115200.")
    case .systemFault(let address, let call, let errno):
      Telling(
        "La liaison avec le pocket est en panne\(note(address, call, "errno \(errno)")).",
        received, "Débranchez et rebranchez le pocket, puis recommencez.")
    case .badDescriptors(let path, let fault):
      Telling(
        "L'appareil \(quoted(path)) ne se présente pas comme un pocket\(note(fault)).", kept,
        "Débranchez-le, vérifiez que c'est bien votre pocket, et donnez le code au helpdesk.")
    case .noAccessoryMode(let path):
      Telling(
        "Le téléphone n'accepte pas de parler à un programme du PC\(note(path)).", kept,
        "Déverrouillez-le et recommencez ; sinon, branchez-le d'une autre manière.")
    case .phoneStayedAway(let path, let seconds):
      Telling(
        "Le téléphone est passé à l'application et n'est pas revenu en"
          + " \(number(seconds)) s\(note(path)).",
        kept, "Déverrouillez-le, laissez-le ouvrir son application, puis recommencez.")
    case .noPhoneService(let service):
      Telling(
        "Le programme \(quoted(service)), qui parle aux téléphones, ne tourne pas sur ce PC.", kept,
        "Appelez le helpdesk et lisez-lui le code : ce programme est à installer.")
    case .noAppListens(let device, let port):
      Telling(
        "Le téléphone est là, mais l'application du pocket n'y est pas ouverte"
          + "\(note(device, "port \(port)")).",
        kept, "Déverrouillez le téléphone, ouvrez l'application, puis recommencez.")
    case .phoneServiceFailed(let service, let answer):
      Telling(
        "Le programme \(quoted(service)) n'a pas donné accès au téléphone\(note(answer)).", kept,
        "Débranchez le téléphone, rebranchez-le et déverrouillez-le, puis recommencez.")
    case .networkTimedOut(let host, let port):
      Telling(
        "\(quoted(host)) ne répond pas sur le réseau\(note("port \(port)")).", kept,
        "Mettez le pocket sur le même réseau que le PC, puis recommencez.")
    case .networkRefused(let host, let port, let errno):
      Telling(
        "\(quoted(host)) refuse la connexion\(note("port \(port)", "errno \(errno)")).", kept,
        "Ouvrez l'application du pocket, puis recommencez.")
    case .hostNotFound(let host):
      Telling(
        "Le nom \(quoted(host)) est inconnu sur le réseau.", kept,
        "Vérifiez le nom, ou donnez l'adresse en chiffres.")
    }
  }
}
