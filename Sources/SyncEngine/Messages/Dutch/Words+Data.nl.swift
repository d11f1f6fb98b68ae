extension DutchWords {
  static func telling(_ problem: FileProblem) -> Telling {
    switch problem {
    case .missing(let path):
      Telling(
        "De databank \(quoted(path)) bestaat niet.", untouched,
        "Geef het juiste bestand op en probeer opnieuw.")
    case .notADatabase(let path):
      Telling(
        "\(quoted(path)) is geen databank.", untouched,
        "Geef het juiste bestand op en probeer opnieuw.")
    case .encrypted(let path):
      Telling(
        "De databank \(quoted(path)) is versleuteld.", untouched,
        "Vraag de helpdesk hoe deze databank wordt geopend.")
    case .busy(let path, let seconds):
      Telling(
        "Een ander programma houdt de databank \(quoted(path)) al \(number(seconds)) s bezet.",
        baseKept, "Sluit het bedrijfsprogramma en probeer opnieuw.")
    case .busyAtCopy(let code):
      Telling(
        "Een ander programma houdt de databank bezet tijdens de kopie\(note("SQLite \(code)")).",
        copiesKept, "Sluit het bedrijfsprogramma en probeer opnieuw.")
    case .inUse(let path, let processID):
      Telling(
        "Een andere pocket-sync werkt al aan de databank \(quoted(path))"
          + note(processID.map { "proces \($0)" } ?? "") + ".",
        untouched, "Wacht tot die klaar is en probeer opnieuw.")
    case .open(let path, let processID, let program):
      Telling(
        "\(program.isEmpty ? "Een ander programma" : quoted(program)) heeft de databank"
          + " \(quoted(path)) open\(note("proces \(processID)")).",
        untouched, "Sluit het bedrijfsprogramma en probeer opnieuw.")
    case .readOnly(let path):
      Telling(
        "Deze pc mag niet in de databank \(quoted(path)) schrijven.", baseKept,
        "Kijk de rechten op dit bestand en zijn map na en probeer opnieuw.")
    case .damaged(let detail):
      Telling(
        "De databank van de pc is beschadigd\(note(detail)).",
        "De vorige kopieën zijn niet aangeraakt; de pocket bewaart zijn registraties.",
        "Voer niets meer in op de pc en bel de helpdesk.")
    case .ledgerDamaged(let path, let detail):
      Telling(
        "Het register \(quoted(path)) naast de databank is beschadigd\(note(detail)).",
        "Van de databank is niets verloren; alleen het register vergeet uitwisselingen en kopieën.",
        "Voer “pocket-sync doctor” uit: dat zegt hoe het register opzij wordt gelegd.")
    case .diskFull(let path):
      Telling(
        "De schijf van de pc is vol\(note(path)).", baseKept,
        "Maak plaats op deze schijf en probeer opnieuw.")
    case .sqlite(let code, let message):
      Telling(
        "De databank van de pc geeft een fout\(note("SQLite \(code)", message)).", baseKept,
        helpdesk)
    }
  }

  static func telling(_ problem: StateProblem) -> Telling {
    switch problem {
    case .notPrepared(let path):
      Telling(
        "De databank \(quoted(path)) is nog niet klaar voor de pocket.", untouched,
        "Start één keer “pocket-sync init” op deze databank.")
    case .alreadyPrepared(let path):
      Telling(
        "De databank \(quoted(path)) is al klaar voor de pocket.", untouched,
        "Sluit de pocket aan en synchroniseer.")
    case .newerFormat(let found, let supported):
      Telling(
        "De databank is met een nieuwere versie van dit programma gebruikt"
          + note("formaat \(found) > \(supported)") + ".",
        untouched, updatePC)
    case .olderFormat(let found, let supported):
      Telling(
        "De databank is met een oudere versie van dit programma klaargemaakt"
          + note("formaat \(found) < \(supported)") + ".",
        untouched,
        "Synchroniseer met de oudere versie, bel dan de helpdesk en lees de code voor: "
          + "de databank moet opnieuw worden klaargemaakt.")
    case .schemaChanged(let table):
      Telling(
        "De tabel \(quoted(table)) is gewijzigd nadat de databank werd klaargemaakt.", baseKept,
        "Bel de helpdesk en lees de code voor: het profiel moet worden herzien.")
    case .moved:
      Telling(
        "De databank van de pc is gewijzigd terwijl de kopie werd voorbereid.", copiesKept,
        "Sluit het bedrijfsprogramma en probeer opnieuw.")
    case .damagedInbox:
      Telling(
        "Een zending van de pocket, bewaard op de pc, is onleesbaar.",
        "De pocket heeft deze registraties nog.", again)
    }
  }
}
