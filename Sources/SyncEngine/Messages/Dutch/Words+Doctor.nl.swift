import Diagnostics

extension DutchWords {
  private static let mended = "De opdracht hieronder toont wat ze zou doen en herstelt dan."

  static func telling(_ fault: DeviceFault) -> Telling {
    switch fault {
    case .rulesMissing(let path):
      Telling(
        "Op deze pc ontbreekt de udev-regel \(quoted(path)): hij herkent de pocket niet.", kept,
        mended)
    case .rulesOther(let path):
      Telling("De udev-regel \(quoted(path)) is niet die van dit programma.", kept, mended)
    case .hwdbNotCompiled:
      Telling(
        "De toestellenlijst van deze pc (hwdb) bevat de pocket nog niet.", kept, mended)
    case .hwdbOlder:
      Telling("De toestellenlijst van deze pc (hwdb) is ouder dan haar bron.", kept, mended)
    case .unitMissing(let path):
      Telling(
        "De pocket aansluiten start niets: \(quoted(path)) ontbreekt.", kept,
        "Voer “scripts/install” uit, of synchroniseer met de hand.")
    case .claimed(let path, let program, let isHeld):
      Telling(
        "Het programma \(quoted(program)) \(isHeld ? "neemt" : "kan") het toestel"
          + " \(quoted(path)) voor zich\(isHeld ? "" : " nemen").", kept,
        "Houd het toestel vrij voor de pocket, of stop dat programma.")
    case .mayFallAsleep(let port):
      Telling(
        "De energiebesparing kan poort \(shown(port)) tijdens de uitwisseling doen slapen.", kept,
        "Houd het toestel vrij voor de pocket: zijn regels houden het wakker.")
    case .manyHubs(let port, let hubs):
      Telling(
        "De pocket zit achter \(count(hubs, "hub", "hubs")) (poort \(shown(port))).", kept,
        "Sluit de pocket rechtstreeks op de pc aan.")
    case .slow(let port, let megabits):
      Telling(
        "Poort \(shown(port)) haalt maar \(number(megabits)) Mbit/s.", kept,
        "Neem een andere poort of een andere kabel.")
    case .slowAdapter(let path, let milliseconds):
      Telling(
        "De adapter \(quoted(path)) houdt bytes \(number(milliseconds)) ms vast.", kept,
        "Niets te doen: het programma vraagt het vlugger wanneer het de lijn opent.")
    case .noPort(let path):
      Telling(
        "Deze pc heeft geen seriële poort \(quoted(path)): het is maar een naam.", kept,
        "Neem de poort waar de kabel in zit.")
    case .console(let path):
      Telling(
        "De kernel schrijft zijn eigen meldingen op de lijn \(quoted(path)).", kept,
        "Neem een andere poort, of haal “console=” uit de opstartregel van deze pc.")
    }
  }

  static func telling(_ fault: MachineFault) -> Telling {
    switch fault {
    case .lossy(let label, let permille, let frames):
      Telling(
        "De verbinding met \(quoted(label)) verliest \(tenths(permille)) % van haar frames"
          + " (\(number(frames)) geteld).", received,
        "Neem een andere kabel of poort, synchroniseer en onderzoek opnieuw.")
    case .kernelComplains(let count, let first):
      Telling(
        "De kernel klaagt over USB, onlangs \(number(count)) keer: \(quoted(first)).", kept,
        "Neem een andere kabel of poort, en liefst geen hub.")
    case .littleRoom(let path, let free):
      Telling(
        "Op de schijf van \(quoted(path)) is nog maar \(size(free)) vrij.", untouched,
        "Maak plaats vrij op die schijf.")
    case .noRoom(let path, let needed, let free):
      Telling(
        "De schijf van \(quoted(path)) is vol: \(size(free)) vrij, \(size(needed)) nodig.",
        baseKept, "Maak plaats vrij op die schijf en probeer opnieuw.")
    case .clockBehind(let now, let evidence):
      Telling(
        "De klok van de pc is fout: ze zegt \(day(now)), maar er werd geschreven op"
          + " \(day(evidence)).", untouched, "Zet de pc op het juiste uur.")
    case .clockApart(let now, let battery):
      Telling(
        "De klok van de pc is fout: ze zegt \(day(now)), die op batterij zegt \(day(battery)).",
        untouched, "Zet de pc op het juiste uur.")
    case .pocketClock(let label, let skew):
      Telling(
        "De klok van \(quoted(label)) wijkt \(duration(skew.magnitude)) af van die van de pc.",
        "Geen enkele beslissing hangt van dat uur af.", "Zet de pocket op het juiste uur.")
    }
  }

  static func telling(_ fault: MendFault) -> Telling {
    switch fault {
    case .nothingToMend(let code):
      Telling(
        "Onder de code \(shown(code)) is er niets te herstellen.", untouched,
        "Voer “pocket-sync doctor” opnieuw uit en neem een code uit de lijst.")
    case .onlyByPerson(let code):
      Telling(
        "Geen programma kan \(shown(code)) herstellen: er is een mens nodig.", untouched,
        "Doe wat de lijst van “pocket-sync doctor” aanraadt.")
    case .stepFailed(let step, let status):
      Telling(
        "Deze stap is mislukt\(note("status \(status)")): \(quoted(step)).",
        "De volgende stappen zijn niet uitgevoerd.", helpdesk)
    }
  }

  private static func day(_ milliseconds: UInt64) -> String {
    date(Moment(milliseconds: milliseconds))
  }

  private static func tenths(_ permille: Int) -> String { "\(permille / 10),\(permille % 10)" }
}
