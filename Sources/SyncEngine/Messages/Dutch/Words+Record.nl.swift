extension DutchWords {
  static func telling(_ problem: RecordingProblem) -> Telling {
    switch problem {
    case .notRecording(let path):
      Telling(
        "\(quoted(path)) is geen opname van een sessie.", untouched,
        "Geef een bestand op dat “pocket-sync record” heeft geschreven.")
    case .newerFormat(let path, let version):
      Telling(
        "De opname \(quoted(path)) komt van een nieuwere versie (formaat \(version)).", untouched,
        updatePC)
    case .torn(let path, let byte):
      Telling(
        "De opname \(quoted(path)) is afgebroken bij byte \(number(byte)).", untouched,
        "Kopieer het bestand opnieuw; is het aan de bron afgebroken, neem dan een andere "
          + "sessie op.")
    case .damaged(let path, let byte):
      Telling(
        "De opname \(quoted(path)) is beschadigd bij byte \(number(byte)).", untouched,
        "Kopieer het bestand opnieuw; is het aan de bron beschadigd, neem dan een andere "
          + "sessie op.")
    case .tooLong(let path, let byte):
      Telling(
        "De opname \(quoted(path)) gaat over een limiet bij byte \(number(byte)).", untouched,
        "Neem een kortere sessie op, of zonder --with-database.")
    case .unfinished(let path):
      Telling(
        "De opname \(quoted(path)) stopt voor het einde van de sessie.", untouched,
        "Lees ze met “pocket-sync replay --partial”, of neem een andere sessie op.")
    case .notWritten(let path, let call, let errno):
      Telling(
        "De opname \(quoted(path)) kon niet worden "
          + "geschreven\(note(call, "errno \(errno)")).", received,
        "Kies een andere map en probeer opnieuw.")
    case .differs(let path, let part, let place, let detail):
      Telling(
        "\(quoted(path)) verloopt anders bij het afspelen: \(name(part)) "
          + "\(number(place))\(note(detail)).", untouched,
        "Stuur de opname naar de helpdesk, met de versie van dit programma.")
    case .noFrames(let path):
      Telling(
        "\(quoted(path)) bevat geen enkel frame van een pocket.", untouched,
        "Controleer of de opgenomen lijn die van de pocket is.")
    case .noTrace(let path):
      Telling(
        "\(quoted(path)) is geen opname van bytes.", untouched,
        "Geef een bestand op dat “pocket-sync record --cable” heeft geschreven.")
    case .noUSBMonitor(let path, let errno):
      Telling(
        "Het USB-verkeer kan niet worden bekeken via "
          + "\(quoted(path))\(note("errno \(errno)")).", received,
        "Als beheerder: “modprobe usbmon”, probeer daarna opnieuw met diens rechten.")
    case .notOnUSB(let path):
      Telling(
        "De pocket op \(quoted(path)) zit niet op een USB-poort.", untouched,
        "Probeer opnieuw zonder --usbmon, of sluit de pocket via USB aan.")
    }
  }

  private static func name(_ part: ReplayDifference.Part) -> String {
    switch part {
    case .message: "bericht"
    case .event: "gebeurtenis"
    case .verdict: "besluit"
    case .table: "tabel"
    case .chance: "trekkingen"
    }
  }

  static func text(_ sentence: RecordSentence) -> String {
    switch sentence {
    case .recording(let path):
      "De sessie wordt opgenomen in \(quoted(path))."
    case .recorded(let path, let messages):
      "Opname \(quoted(path)): \(count(messages, "bericht", "berichten"))."
    case .masked:
      "Persoonlijke teksten zijn vervangen; getallen, datums en identiteiten blijven."
    case .unmasked(let path):
      "Opgelet: \(quoted(path)) bevat de gegevens zoals ze zijn. Geef het alleen aan wie ze "
        + "mag lezen."
    case .farmLeftOut:
      "De gegevens van het bedrijf zijn te groot om erbij te voegen: alleen de sessie is opgenomen."
    case .proven:
      "Meteen afgespeeld: dezelfde gebeurtenissen, hetzelfde besluit, dezelfde gegevens."
    case .notProven:
      "Meteen afgespeeld geeft ze iets anders: “pocket-sync replay” toont waar."
    case .cable(let path):
      "De bytes van de lijn staan in \(quoted(path))."
    case .keys(let path):
      "Opgelet: \(quoted(path)) bevat de sleutels van deze sessie. Wie het heeft, leest alles; "
        + "wis het na gebruik."
    case .replayedPC(let messages):
      "Kant van de pc: \(count(messages, "bericht", "berichten")), alles zoals opgenomen."
    case .replayedPocket(let messages):
      "Kant van de pocket: \(count(messages, "bericht", "berichten")), alles zoals opgenomen."
    case .replayedSimulator(let changes):
      "Gesimuleerde pocket: \(count(changes, "registratie", "registraties")), alles zoals "
        + "opgenomen."
    case .simulatorLeftOut:
      "Gesimuleerde pocket: overgeslagen, de opname volstaat niet om hem na te maken."
    case .replayedFarm(let events, let tables, let rows):
      "Gegevens van het bedrijf: \(count(events, "gebeurtenis", "gebeurtenissen")), "
        + "\(count(tables, "tabel", "tabellen")) en \(count(rows, "rij", "rijen")), alles zoals "
        + "opgenomen."
    case .noFarm:
      "Gegevens van het bedrijf: niet in de opname, er valt niets af te spelen."
    case .endedWith(let code):
      "De sessie eindigde met [\(code)]."
    case .endedWell:
      "De sessie is goed geëindigd."
    case .replayedCable(let path, let messages):
      "Bytes van de lijn \(quoted(path)): \(count(messages, "bericht", "berichten")), alles "
        + "geopend en zoals opgenomen."
    case .exported(let path, let packets):
      "\(count(packets, "pakket", "pakketten")) voor Wireshark in \(quoted(path))."
    case .exportCut(let path):
      "Let op: \(quoted(path)) is na het laatste daarvan afgebroken of beschadigd; "
        + "wat volgt, wordt niet getoond."
    case .usbCaptured(let path, let packets):
      "\(count(packets, "overdracht", "overdrachten")) van de USB-poort in \(quoted(path))."
    case .usbLost(let packets):
      "De USB-bus was sneller dan de opname: "
        + "\(count(packets, "overdracht ontbreekt", "overdrachten ontbreken")), "
        + "van deze pocket of van een ander apparaat."
    }
  }
}
