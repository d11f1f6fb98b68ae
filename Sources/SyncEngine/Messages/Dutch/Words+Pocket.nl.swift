import Transport

extension DutchWords {
  static func telling(_ problem: PocketProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "Er is geen pocket aangesloten.", kept,
        "Sluit de pocket aan, zet hem aan en probeer opnieuw.")
    case .several(let addresses):
      Telling(
        "Er zijn verschillende toestellen aangesloten: \(some(addresses)).", kept,
        "Laat alleen de pocket aangesloten en probeer opnieuw.")
    case .notFound(let path):
      Telling(
        "Het toestel \(quoted(path)) is niet aangesloten.", kept,
        "Sluit de pocket opnieuw aan, wacht tien seconden en probeer opnieuw.")
    case .noPermission(let path):
      Telling(
        "Deze pc mag \(quoted(path)) niet openen.", kept,
        "Bel de helpdesk en lees de code voor: de udev-regels voor de pocket ontbreken op de pc.")
    case .held(let path, let holder?):
      Telling(
        "Het programma \(quoted(holder.program)) gebruikt het toestel \(quoted(path))"
          + note("proces \(holder.processID)") + ".",
        kept, "Sluit dat programma en probeer opnieuw.")
    case .held(let path, nil):
      Telling(
        "Een ander programma gebruikt het toestel \(quoted(path)).", kept,
        "Sluit de andere programma's die de pocket gebruiken en probeer opnieuw.")
    case .wentAway(let address):
      Telling(
        "De pocket is niet meer aangesloten\(note(address)).", received,
        "Sluit de pocket weer aan en probeer opnieuw: het werk gaat verder waar het stopte.")
    case .silent(let address, let seconds):
      Telling(
        "De pocket zegt al \(number(seconds)) s niets meer\(note(address)).", received,
        "Wek de pocket, open zijn app en probeer opnieuw.")
    case .retired(let label):
      Telling(
        "\(quoted(label)) is op deze pc buiten dienst gesteld.",
        "Zijn registraties blijven op de pocket.",
        "Bel de helpdesk als deze pocket nog moet dienen.")
    }
  }

  static func telling(_ problem: PortProblem) -> Telling {
    switch problem {
    case .notTerminal(let path):
      Telling(
        "Langs \(quoted(path)) kan geen pocket praten.", kept,
        "Geef de poort van de pocket op, bijvoorbeeld /dev/ttyACM0.")
    case .unsupportedRate(let baud):
      Telling(
        "Deze pc kent de snelheid van \(number(baud)) baud niet.", kept,
        "Geef een gewone snelheid op, bijvoorbeeld 115200.")
    case .systemFault(let address, let call, let errno):
      Telling(
        "De verbinding met de pocket is defect\(note(address, call, "errno \(errno)")).",
        received, "Maak de pocket los, sluit hem weer aan en probeer opnieuw.")
    case .badDescriptors(let path, let fault):
      Telling(
        "Het toestel \(quoted(path)) stelt zich niet voor als een pocket\(note(fault)).", kept,
        "Maak het los, kijk na of het uw pocket is en geef de helpdesk de code.")
    case .noAccessoryMode(let path):
      Telling(
        "De telefoon wil niet met een programma van de pc praten\(note(path)).", kept,
        "Ontgrendel hem en probeer opnieuw; lukt het niet, sluit hem dan anders aan.")
    case .phoneStayedAway(let path, let seconds):
      Telling(
        "De telefoon ging over naar de app en kwam niet terug binnen"
          + " \(number(seconds)) s\(note(path)).",
        kept, "Ontgrendel hem, laat hem zijn app openen en probeer opnieuw.")
    case .noPhoneService(let service):
      Telling(
        "Het programma \(quoted(service)), dat met telefoons praat, draait niet op deze pc.", kept,
        "Bel de helpdesk en lees de code voor: dit programma moet geïnstalleerd worden.")
    case .noAppListens(let device, let port):
      Telling(
        "De telefoon is er, maar de app van de pocket staat er niet open"
          + "\(note(device, "poort \(port)")).",
        kept, "Ontgrendel de telefoon, open de app en begin opnieuw.")
    case .phoneServiceFailed(let service, let answer):
      Telling(
        "Het programma \(quoted(service)) gaf geen toegang tot de telefoon\(note(answer)).", kept,
        "Trek de telefoon uit, steek hem weer in, ontgrendel hem en begin opnieuw.")
    case .networkTimedOut(let host, let port):
      Telling(
        "\(quoted(host)) antwoordt niet op het netwerk\(note("poort \(port)")).", kept,
        "Breng de pocket op hetzelfde netwerk als de pc en probeer opnieuw.")
    case .networkRefused(let host, let port, let errno):
      Telling(
        "\(quoted(host)) weigert de verbinding\(note("poort \(port)", "errno \(errno)")).", kept,
        "Open de app op de pocket en probeer opnieuw.")
    case .hostNotFound(let host):
      Telling(
        "De naam \(quoted(host)) is onbekend op het netwerk.", kept,
        "Kijk de naam na of geef het adres in cijfers.")
    }
  }
}
