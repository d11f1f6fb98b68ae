extension DutchWords {
  static func telling(_ problem: StoreProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "Er staat geen kopie van dit bedrijf op de drager.", untouched,
        "Neem de USB-stick of de schijf waarop de kopie is gemaakt.")
    case .noSuchCopy(let copy):
      Telling(
        "Er staat geen bruikbare kopie nr. \(copy) op de drager.", untouched,
        "Kies een nummer dat “pocket-sync generations” toont.")
    case .otherFarm(let id):
      Telling(
        "De map op de drager is van een ander bedrijf\(note(id)).", copiesKept,
        "Neem een andere USB-stick of schijf.")
    case .unusableFarmName(let name):
      Telling(
        "De naam \(quoted(name)) kan geen map op een USB-stick zijn.", untouched,
        "Neem een naam met letters zonder accent, cijfers en streepjes.")
    case .targetExists(let path):
      Telling(
        "Het bestand \(quoted(path)) bestaat al.", "Het is niet vervangen.",
        "Herstel naar een nieuw bestand.")
    case .newerFormat(let file, let format):
      Telling(
        "\(quoted(file)) komt van een nieuwere versie van dit programma"
          + note("formaat \(format)") + ".",
        copiesKept, updatePC)
    case .nothingSoOld(let moment):
      Telling(
        "Alle kopieën op de drager zijn jonger dan \(dateAndTime(moment)).", untouched,
        "Kies een latere dag, of neem een andere drager.")
    case .noSuchTable(let name, let tables):
      Telling(
        "De kopie heeft geen tabel \(quoted(name)).", untouched,
        "Controleer de spelling. Ze heeft: \(tables.map(shown).joined(separator: ", ")).")
    }
  }

  static func telling(_ problem: DamageProblem) -> Telling {
    let data = "Uw gegevens op de pc zijn niet aangeraakt."
    let other = "Maak meteen een nieuwe kopie op een andere drager."
    return switch problem {
    case .readBack(let file):
      Telling(
        "De drager geeft iets anders terug dan wat is geschreven\(note(file)).",
        "Deze kopie telt niet; de vorige zijn niet aangeraakt.",
        "Neem een andere USB-stick of schijf en probeer opnieuw.")
    case .base(let file):
      Telling(
        "De volledige kopie waarop andere steunen, is beschadigd\(note(file)).", data, other)
    case .manifest(let file):
      Telling("De beschrijving van een kopie is beschadigd\(note(file)).", data, other)
    case .file(let file, let segment):
      Telling(
        "Een bestand van een kopie is beschadigd"
          + note(file, segment.map { "segment \($0)" } ?? "") + ".",
        data, other)
    case .missing(let file):
      Telling("Een bestand van een kopie ontbreekt\(note(file)).", data, other)
    case .image(let copy):
      Telling("Kopie nr. \(copy), weer opgebouwd, is niet wat is gemaakt.", data, other)
    case .certificate(let copy, let found):
      Telling(
        "Kopie \(copy) is niet wat haar certificaat zegt\(note(found)).", data, other)
    case .found(let files):
      Telling(
        "De controle vond"
          + " \(count(files.count, "beschadigd bestand", "beschadigde bestanden")):"
          + " \(some(files)).",
        data, other)
    }
  }

  static func telling(_ problem: WritingProblem) -> Telling {
    switch problem {
    case .compression(let code):
      Telling(
        "De kopie kon niet worden in- of uitgepakt\(note("zstd \(code)")).", copiesKept, helpdesk)
    case .snapshot(let error):
      Telling(
        "De databank kon niet worden gelezen voor de kopie\(note(error.facts)).", copiesKept,
        helpdesk)
    case .scratch(let folder, let errno):
      Telling(
        "De werkmap van de pc is niet bruikbaar\(note(folder ?? "", "errno \(errno)")).",
        copiesKept, "Maak plaats op de schijf van de pc en probeer opnieuw.")
    case .system(let path, let errno):
      Telling(
        "Het lezen of schrijven van \(quoted(path)) is mislukt\(note("errno \(errno)")).",
        copiesKept, "Sluit de USB-stick of de schijf opnieuw aan en probeer opnieuw.")
    }
  }
}
