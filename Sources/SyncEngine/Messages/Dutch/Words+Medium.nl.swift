extension DutchWords {
  private static let choose = "Sluit een USB-stick of een externe schijf aan en kies die."
  private static let openIt = "Open hem in het bestandsbeheer en probeer het dan opnieuw."
  private static let nothingWritten = "Er is niets geschreven; de vorige kopieën zijn intact."

  static func telling(_ problem: MediumProblem) -> Telling {
    Telling(headline(of: problem), nothingWritten, remedy(for: problem))
  }

  private static func headline(of problem: MediumProblem) -> String {
    switch problem {
    case .systemDisk(let path, let disk, let shared):
      "\(quoted(path)) staat op de schijf van de pc: de kopie zou met de pc verloren gaan"
        + note(disk, shared) + "."
    case .databaseDisk(let path, let disk):
      "\(quoted(path)) staat op dezelfde schijf als de databank: de kopie zou mee verloren gaan"
        + note(disk) + "."
    case .internalDisk(let path, let disk):
      "\(quoted(path)) staat op een vaste schijf in de pc: de kopie zou met de pc verloren gaan"
        + note(disk) + "."
    case .network(let path, let fileSystem):
      "\(quoted(path)) is een map op het netwerk, geen externe drager\(note(fileSystem))."
    case .memory(let path, let fileSystem):
      "\(quoted(path)) staat in het geheugen van de pc: zonder stroom is de kopie weg"
        + note(fileSystem) + "."
    case .overlay(let path):
      "\(quoted(path)) is een samengestelde map: haar schijf is niet bekend."
    case .fuse(let path, let fileSystem):
      "\(quoted(path)) loopt via een ander programma: de schijf is niet bekend\(note(fileSystem))."
    case .readOnly(let path):
      "\(quoted(path)) kan alleen worden gelezen."
    case .noDevice(let path, let fileSystem):
      "\(quoted(path)) staat op geen schijf die deze pc kent\(note(fileSystem))."
    case .noFolder(let path):
      "\(quoted(path)) is geen map van deze pc."
    case .notMounted(let path, let device):
      "\(quoted(path)) is aangesloten, maar nog niet geopend\(note(device))."
    case .locked(let path, let device):
      "\(quoted(path)) is aangesloten, maar versleuteld en vergrendeld\(note(device))."
    case .disputed(let path, let disk):
      "\(quoted(path)): de pc houdt deze schijf voor ingebouwd, al lijkt ze extern\(note(disk))."
    case .databaseNotFound(let path, let fileSystem):
      "Deze pc zegt niet op welke schijf de databank staat: een kopie op \(quoted(path)) kan ermee"
        + " verloren gaan\(note(fileSystem))."
    }
  }

  private static func remedy(for problem: MediumProblem) -> String {
    switch problem {
    case .notMounted: openIt
    case .locked:
      "Open hem in het bestandsbeheer met zijn wachtwoord en probeer het dan opnieuw."
    case .databaseNotFound:
      "Bel de helpdesk: de databank moet in een map van een gewone schijf staan."
    case .disputed: "Neem een andere USB-stick of externe schijf."
    case .systemDisk, .databaseDisk, .internalDisk, .network, .memory, .overlay, .fuse, .readOnly,
      .noDevice, .noFolder:
      choose
    }
  }

  static func telling(_ problem: VolumeProblem) -> Telling {
    switch problem {
    case .none:
      Telling("Er is geen USB-stick of externe schijf aangesloten.", nothingWritten, choose)
    case .several(let names):
      Telling(
        "Er zijn verschillende dragers aangesloten: \(some(names)).", nothingWritten,
        "Kies er een met --to.")
    case .notFound(let name):
      Telling(
        "Geen aangesloten drager heet \(quoted(name)).", nothingWritten,
        "Kies een naam die “pocket-sync volumes” toont.")
    case .full(0, _):
      Telling(
        "De drager is vol.", copiesKept,
        "Neem een grotere USB-stick of schijf en bewaar de oude.")
    case .full(let needed, let free):
      Telling(
        "De drager is vol: er is \(size(needed)) nodig en \(size(free)) vrij.", copiesKept,
        "Neem een grotere USB-stick of schijf en bewaar de oude.")
    case .readOnly:
      Telling(
        "De drager laat zich plots niet meer beschrijven: hij is misschien beschadigd.", copiesKept,
        "Neem een andere; deze moet eerst worden hersteld (fsck).")
    case .vanished:
      Telling(
        "De drager is tijdens het werk losgekoppeld.",
        "De lopende kopie telt niet; de vorige zijn niet aangeraakt.",
        "Sluit hem weer aan en probeer opnieuw.")
    case .replaced:
      Telling(
        "Er zit een andere drager op de plaats van de gekozen drager.", copiesKept,
        "Sluit de juiste drager weer aan en probeer opnieuw.")
    case .ambiguous(let name, let places):
      Telling(
        "Verschillende aangesloten dragers heten \(quoted(name)): \(some(places)).", nothingWritten,
        "Kies er een met --to, met zijn map of zijn apparaat.")
    case .notOpened(let name, let detail):
      Telling("\(quoted(name)) kon niet worden geopend\(note(detail)).", nothingWritten, openIt)
    }
  }
}
